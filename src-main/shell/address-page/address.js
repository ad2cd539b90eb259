// The page of a seat PC that asks where the server is. It knows nothing but the bridge of the preload.
const isChinese = navigator.language.toLowerCase().startsWith('zh');
const texts = isChinese
  ? {
      asking: '正在连接…',
      'request/invalid': '地址无效，请输入如 192.168.1.10 的地址。',
      'server/unreachable': '该地址没有总机服务器应答，请检查地址和网络。',
      other: '无法连接，请重试。',
    }
  : {
      asking: 'Connecting…',
      'request/invalid': 'That is not an address. Enter it as 192.168.1.10.',
      'server/unreachable': 'No Trunkline server answers there. Check the address and the network.',
      other: 'It could not connect. Please try again.',
    };

document.documentElement.lang = isChinese ? 'zh-CN' : 'en';
for (const element of document.querySelectorAll('[data-zh]')) {
  element.textContent = isChinese ? element.dataset.zh : element.dataset.en;
}

const address = document.getElementById('address');
const status = document.getElementById('status');
const bridge = window.trunkline;

void bridge.readAddress({}).then((reply) => {
  if (reply.ok && reply.value.address !== undefined && address.value === '') address.value = reply.value.address;
});

async function connect() {
  status.textContent = texts.asking;
  const reply = await bridge.writeAddress({ address: address.value });
  if (!reply.ok) status.textContent = texts[reply.error.code] ?? texts.other; // when it is ok the window leaves this page
}

document.getElementById('form').addEventListener('submit', (event) => {
  event.preventDefault();
  void connect();
});
