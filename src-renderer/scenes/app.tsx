import { ConfigProvider } from 'antd';
import enAntd from 'antd/locale/en_US.js';
import zhAntd from 'antd/locale/zh_CN.js';
import { observer } from 'mobx-react-lite';
import { lazy, Suspense, useMemo, type ReactElement } from 'react';
import { NowContext, SeatWordsContext } from '../components/seat-words.ts';
import { antdTheme } from '../design/antd-theme.ts';
import { LoginScene } from './login/login-scene.tsx';
import { SeatContext, type Seat } from './seat-context.ts';

const DeskScene = lazy(() => import('./desk/desk-scene.tsx').then((scene) => ({ default: scene.DeskScene })));

/** The page: language and theme around either the login or the desk. */
export const App = observer(function App(props: { readonly seat: Seat }): ReactElement {
  const { seat } = props;
  const { ui, session, time } = seat.root;
  const { locale, messages } = ui;
  const words = useMemo(() => ({ locale, messages }), [locale, messages]);
  return (
    <SeatContext.Provider value={seat}>
      <SeatWordsContext.Provider value={words}>
        <NowContext.Provider value={time}>
          <ConfigProvider
            locale={locale === 'zh-CN' ? zhAntd.default : enAntd.default}
            theme={antdTheme}
            button={{ autoInsertSpace: false }}
          >
            {session.phase === 'signedIn' ? (
              <Suspense fallback={<p className="panel-loading" />}>
                <DeskScene />
              </Suspense>
            ) : (
              <LoginScene />
            )}
          </ConfigProvider>
        </NowContext.Provider>
      </SeatWordsContext.Provider>
    </SeatContext.Provider>
  );
});
