import type { ThemeConfig } from 'antd';

/** Ant Design in the colours of tokens.css; the two are kept equal by hand and by a test. */
export const antdTheme: ThemeConfig = {
  token: {
    colorPrimary: '#0b6b7c',
    colorError: '#c0262d',
    colorWarning: '#a86400',
    colorSuccess: '#15784a',
    colorText: '#16212c',
    colorTextSecondary: '#4f5d6a',
    colorTextPlaceholder: '#6a7783',
    colorBorder: '#c4cdd5',
    colorBgLayout: '#f2f5f7',
    borderRadius: 6,
    fontSize: 14,
    fontFamily: 'inherit',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
};
