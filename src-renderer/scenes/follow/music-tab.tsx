import { Button, Popconfirm } from 'antd';
import { observer } from 'mobx-react-lite';
import { useRef, useState, type ReactElement } from 'react';
import type { MusicFile } from '../../../src-main/contract/music.ts';
import { Glyph } from '../../components/glyph.tsx';
import { useWords } from '../../components/seat-words.ts';
import { formatDuration } from '../../locales/time-format.ts';
import { PATHS } from '../../transport/http-paths.ts';
import { useSeat } from '../seat-context.ts';
import { FollowNotices } from './follow-notices.tsx';
import { pieceTitle } from './music-choice-field.tsx';
import { MusicPlanForm } from './music-plan-form.tsx';

/** The pieces of music with a key to hear each, and who hears which; administrators change both. */
export const MusicTab = observer(function MusicTab(): ReactElement {
  const { music, session } = useSeat().root;
  const { music: words, loading } = useWords().messages.follow;
  const { view, error } = music;
  const isAdmin = session.user?.role === 'admin';
  if (view === undefined && error === undefined) return <p className="empty faint">{loading}</p>;
  return (
    <section className="routing-tab">
      <FollowNotices refused={error} onDismiss={() => music.dismiss()} />
      <p className="faint">{words.hint}</p>
      {view !== undefined && <MusicPlanForm key={JSON.stringify(view.plan)} plan={view.plan} disabled={!isAdmin} />}
      <div className="routing-head">
        <div>
          <h2>{words.files}</h2>
          <p className="faint">{isAdmin ? words.filesHint : words.adminOnly}</p>
        </div>
        {isAdmin && <UploadKey />}
      </div>
      <ul className="rule-rows">
        {(view?.files ?? []).map((file) => (
          <MusicRow key={file.musicId} file={file} mayRemove={isAdmin && file.own} />
        ))}
      </ul>
      {view?.files.every((file) => !file.own) === true && <p className="faint">{words.noOwn}</p>}
    </section>
  );
});

const UploadKey = observer(function UploadKey(): ReactElement {
  const { music } = useSeat().root;
  const { music: words } = useWords().messages.follow;
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const upload = (file: File): void => {
    setBusy(true);
    const title = file.name.replace(/\.[^.]*$/, '').slice(0, 60);
    void music.upload(title === '' ? words.kinds.music : title, file).finally(() => setBusy(false));
  };
  return (
    <>
      <Button icon={<Glyph name="plus" />} loading={busy} onClick={() => input.current?.click()}>
        {busy ? words.uploading : words.upload}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".wav,.mp3,audio/wav,audio/mpeg"
        hidden
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = '';
          if (chosen !== undefined) upload(chosen);
        }}
      />
    </>
  );
});

const MusicRow = observer(function MusicRow(props: {
  readonly file: MusicFile;
  readonly mayRemove: boolean;
}): ReactElement {
  const { file, mayRemove } = props;
  const { music } = useSeat().root;
  const { music: words, cancel } = useWords().messages.follow;
  const title = pieceTitle(file, words);
  return (
    <li className="rule-row" data-music={file.musicId}>
      <span className="rule-position">
        <Glyph name="music" />
      </span>
      <div className="rule-words station-row">
        <b>{title}</b>
        <span className="faint">{formatDuration(file.lengthMs)}</span>
        {!file.own && <span className="pill">{words.builtIn}</span>}
        {!file.present && (
          <span className="pill pill-bad">
            <Glyph name="warning" size={12} /> {words.missing}
          </span>
        )}
      </div>
      <div className="rule-keys">
        {file.present && <PreviewKey path={PATHS.musicSound(file.musicId)} title={title} />}
        {mayRemove && (
          <Popconfirm
            title={words.removeConfirm(title)}
            okText={words.remove}
            cancelText={cancel}
            onConfirm={() => void music.remove(file.musicId)}
          >
            <button type="button" className="icon-key" title={words.remove} aria-label={`${words.remove} ${title}`}>
              <Glyph name="bin" />
            </button>
          </Popconfirm>
        )}
      </div>
    </li>
  );
});

/** Plays a piece here and now, and stops it. */
function PreviewKey(props: { readonly path: string; readonly title: string }): ReactElement {
  const { music: words } = useWords().messages.follow;
  const [playing, setPlaying] = useState(false);
  const sound = useRef<HTMLAudioElement>(null);
  const toggle = (): void => {
    const player = sound.current ?? undefined;
    if (player?.paused === false) return player.pause();
    if (player !== undefined) player.currentTime = 0;
    void player?.play().catch(() => setPlaying(false));
  };
  const word = playing ? words.stop : words.preview;
  return (
    <>
      <button
        type="button"
        className="icon-key"
        title={word}
        aria-label={`${word} ${props.title}`}
        aria-pressed={playing}
        onClick={toggle}
      >
        <Glyph name={playing ? 'pause' : 'play'} />
      </button>
      <audio
        ref={sound}
        preload="none"
        src={props.path}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
      />
    </>
  );
}
