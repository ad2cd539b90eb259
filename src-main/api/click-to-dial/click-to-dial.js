/* global findDialableNumbers -- of contract/dialable-numbers.ts, which the server puts before this part. */
/**
 * Turns the numbers of a page into links that dial from the user's extension; docs/click-to-dial.md tells how a page
 * loads it. Plain: no library, nothing stored but the token, one request a click.
 */
const script = document.currentScript;
const server = new URL(script?.getAttribute('src') ?? '', location.href).origin;
const TOKEN_KEY = 'trunkline.dialToken';
const SKIPPED =
  'a, button, input, textarea, select, option, script, style, code, pre, svg, [contenteditable], [data-no-dial]';
const chinese = (script?.dataset.lang ?? document.documentElement.lang).startsWith('zh');
const words = chinese
  ? {
      dial: (number) => `拨打 ${number}`,
      ask: '请输入总机的拨号令牌（在坐席菜单“拨号来源”中生成）',
      dialling: (number) => `正在拨打 ${number}，请看坐席`,
      unreachable: '连不上总机服务器',
      forbidden: '总机不允许本站点拨号，请联系管理员',
      token: '拨号令牌无效，请重新输入',
      refused: '总机未能拨号',
      codes: {
        'call/deviceBusy': '分机占线，请先结束当前通话',
        'agent/notLoggedIn': '请先在坐席签入分机',
        'call/noTrunkFree': '外线全忙，请稍后再拨',
        'call/numberInvalid': '这不是可以拨的号码',
        'call/busy': '对方占线',
        'call/noAnswer': '无人接听',
        'call/unobtainable': '空号或无法接通',
      },
    }
  : {
      dial: (number) => `Dial ${number}`,
      ask: 'Enter your Trunkline dialling token (seat menu, "Numbers from elsewhere")',
      dialling: (number) => `Dialling ${number}; see your seat`,
      unreachable: 'The Trunkline server cannot be reached',
      forbidden: 'Trunkline does not let this site dial; ask the administrator',
      token: 'The dialling token is not valid; enter it again',
      refused: 'Trunkline did not dial',
      codes: {
        'call/deviceBusy': 'the extension is in use; end that call first',
        'agent/notLoggedIn': 'sign in at a seat with an extension first',
        'call/noTrunkFree': 'all lines are in use; try again later',
        'call/numberInvalid': 'this is no number that can be dialled',
        'call/busy': 'the far end is busy',
        'call/noAnswer': 'nobody answers',
        'call/unobtainable': 'the number cannot be reached',
      },
    };

/** Dials a number; resolves with what the server said, or an object that only has a `code`. */
async function dial(number) {
  const token = localStorage.getItem(TOKEN_KEY) ?? askForToken();
  if (token === undefined) return { code: 'auth/required' };
  try {
    const response = await fetch(`${server}/api/click-to-dial`, {
      method: 'POST',
      credentials: 'omit',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ number }),
    });
    const answer = await response.json();
    if (response.status === 401) localStorage.removeItem(TOKEN_KEY);
    return answer;
  } catch {
    return { code: 'server/unreachable' };
  }
}

function askForToken() {
  const token = prompt(words.ask)?.trim();
  if (!token) return undefined;
  localStorage.setItem(TOKEN_KEY, token);
  return token;
}

async function onPress(event) {
  const link = event.target instanceof Element ? event.target.closest('a[data-trunkline-number]') : undefined;
  if (!link) return;
  event.preventDefault();
  const number = link.getAttribute('data-trunkline-number');
  say(words.dialling(number));
  const answer = await dial(number);
  document.dispatchEvent(new CustomEvent('trunkline-dial', { detail: { number, answer } }));
  if (answer.code === undefined) return;
  if (answer.code === 'server/unreachable') say(words.unreachable);
  else if (answer.code === 'auth/forbidden') say(words.forbidden);
  else if (answer.code.startsWith('auth/')) say(words.token);
  else say(`${words.refused}: ${words.codes[answer.code] ?? answer.code}`);
}

/** One line at the foot of the page, which screen readers tell too. */
function say(text) {
  let line = document.getElementById('trunkline-dial-line');
  if (line === null) {
    line = document.createElement('div');
    line.id = 'trunkline-dial-line';
    line.setAttribute('role', 'status');
    line.style.cssText =
      'position:fixed;inset:auto 16px 16px auto;z-index:2147483647;padding:8px 14px;border-radius:6px;' +
      'background:#12262f;color:#f1f6f8;font:14px/1.4 system-ui,sans-serif';
    line.addEventListener('click', () => line.remove());
    document.body.append(line);
  }
  line.textContent = text;
}

/** Puts links into a text of the page; what is a link, a form or an editor already stays as it is. */
function linkText(node) {
  const text = node.nodeValue ?? '';
  const numbers = findDialableNumbers(text);
  if (numbers.length === 0 || node.parentElement === null || node.parentElement.closest(SKIPPED) !== null) return;
  const pieces = document.createDocumentFragment();
  let end = 0;
  for (const { text: shown, number, at } of numbers) {
    pieces.append(text.slice(end, at), linkTo(number, shown));
    end = at + shown.length;
  }
  pieces.append(text.slice(end));
  node.replaceWith(pieces);
}

function linkTo(number, shown) {
  const link = document.createElement('a');
  link.href = `tel:${number}`;
  link.dataset.trunklineNumber = number;
  link.title = words.dial(number);
  link.textContent = shown;
  return link;
}

function linkNumbers(root) {
  if (root.nodeType === Node.TEXT_NODE) return linkText(root);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode())
    if (/[\d\uff10-\uff19]{3}/.test(walker.currentNode.nodeValue ?? '')) texts.push(walker.currentNode);
  for (const text of texts) linkText(text);
}

function start() {
  document.addEventListener('click', (event) => void onPress(event));
  if (script?.dataset.links === 'off') return;
  linkNumbers(document.body);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) linkNumbers(node);
  }).observe(document.body, { childList: true, subtree: true });
}

window.trunkline = { ...window.trunkline, dial };
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
