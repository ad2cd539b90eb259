/*
 * What it does: the neutral interface between the engine and a telephone voice board. A driver for a
 * real board, the board simulator and softmedia (which adds media to a board that only moves audio)
 * all serve this one table, so the engine cannot tell them apart.
 *
 * How it works: the driver is a shared library with one exported symbol, bsdk_query. The host asks for
 * the table of a major version, opens a board and calls its typed functions from any thread. Everything
 * that takes time is an operation: the host chooses its id, the call returns at once, and exactly one
 * BSDK_EV_DONE with that id ends it. Events come from one driver thread a board, in order, numbered
 * without gaps, with no lock held.
 *
 * How to use it: docs/board-abi.md holds the contract; test/native/contract proves it for a driver.
 */
#ifndef BOARD_SDK_H
#define BOARD_SDK_H
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

#define BSDK_ABI_MAJOR 1u            /* changes only when something is removed or re-ordered */
#define BSDK_ABI_MINOR 2u            /* grows when something is appended                     */

typedef struct bsdk_board bsdk_board;   /* opaque, owned by the driver                        */
typedef uint32_t bsdk_op;               /* chosen by the host, non-zero, unique while running */
/* units: _ms milliseconds, _hz hertz, _cdb hundredths of a dB; booleans are 0 / 1; text is UTF-8 */

/* ---- results ------------------------------------------------------------------------- */
enum {
  BSDK_OK = 0,
  BSDK_E_ARG = -1,          /* malformed argument                                            */
  BSDK_E_CHANNEL = -2,      /* no such channel                                               */
  BSDK_E_STATE = -3,        /* not possible in the channel's present state                   */
  BSDK_E_UNSUPPORTED = -4,  /* this board / channel can never do it                          */
  BSDK_E_BUSY = -5,         /* the needed engine of this channel is in use                   */
  BSDK_E_RESOURCE = -6,     /* pool exhausted (conference ports, DSP, memory)                */
  BSDK_E_IO = -7,           /* file or device input/output failed                            */
  BSDK_E_FORMAT = -8,       /* codec or container not handled                                */
  BSDK_E_GONE = -9,         /* board removed, driver unloaded, span lost                     */
  BSDK_E_CONFIG = -10,      /* configuration missing or inconsistent with the hardware       */
  BSDK_E_LICENCE = -11,     /* vendor refuses (serial, dongle, missing run-time)             */
  BSDK_E_VERSION = -12,     /* ABI or vendor version mismatch                                */
  BSDK_E_TIMEOUT = -13,
  BSDK_E_INTERNAL = -14
};

/* ---- what a channel is and can do ------------------------------------------------------ */
enum { BSDK_KIND_EMPTY, BSDK_KIND_FXO, BSDK_KIND_FXS, BSDK_KIND_TAP, BSDK_KIND_VOICE, BSDK_KIND_OTHER };

#define BSDK_CAP(n) (UINT64_C(1) << (n))
enum {                       /* bit numbers */
  /* line */
  BSDK_C_RING_RX = 0, BSDK_C_RING_TX = 1, BSDK_C_CID_RX = 2, BSDK_C_CID_TX = 3,
  BSDK_C_FLASH_RX = 4, BSDK_C_FLASH_TX = 5, BSDK_C_POLARITY_RX = 6, BSDK_C_POLARITY_TX = 7,
  BSDK_C_LOOPDROP_RX = 8, BSDK_C_LOOPDROP_TX = 9, BSDK_C_MWI_LAMP = 10, BSDK_C_VOLTAGE = 11,
  BSDK_C_PULSE_RX = 12, BSDK_C_PULSE_TX = 13,
  BSDK_C_HOOK_TX = 14,           /* FXS with a headset circuit: seize takes it off-hook by command */
  /* signal processing done by the board or its driver */
  BSDK_C_DTMF_RX = 16, BSDK_C_DTMF_TX = 17, BSDK_C_DTMF_MUTE = 18, BSDK_C_TONE_RX = 19,
  BSDK_C_TONE_TX = 20, BSDK_C_TONE_LEARN = 21, BSDK_C_CPA = 22, BSDK_C_VOICE_RX = 23,
  BSDK_C_AMD = 24, BSDK_C_FAX_RX = 25, BSDK_C_EC = 26, BSDK_C_EC_TRAIN = 27, BSDK_C_AGC = 28,
  BSDK_C_GAIN = 29,
  /* media */
  BSDK_C_BOARD_PLAY = 32, BSDK_C_BOARD_RECORD = 33, BSDK_C_PLAY_AND_RECORD = 34,
  BSDK_C_PLAY_KEEPS_LINK = 35, BSDK_C_RECORD_BOTH = 36, BSDK_C_PRERECORD = 37,
  BSDK_C_PLAY_CONTROL = 38, BSDK_C_HOST_AUDIO = 39,
  BSDK_C_MONITOR = 40,           /* since 1.1 */
  /* switching */
  BSDK_C_CONNECT = 48, BSDK_C_CONNECT_GAIN = 49, BSDK_C_MULTI_SOURCE = 50, BSDK_C_CONF = 51,
  BSDK_C_CONF_LISTEN = 52, BSDK_C_CONF_PLAY = 53, BSDK_C_CONF_RECORD = 54, BSDK_C_CROSS_BOARD = 55,
  BSDK_C_TAP_BOTH = 56
};

enum { BSDK_FMT_NONE, BSDK_FMT_ALAW, BSDK_FMT_ULAW, BSDK_FMT_PCM16, BSDK_FMT_PCM8,
       BSDK_FMT_IMA_ADPCM, BSDK_FMT_VOX_ADPCM, BSDK_FMT_GSM610, BSDK_FMT_G729A, BSDK_FMT_MP3 };
enum { BSDK_BOX_RAW, BSDK_BOX_WAV };

typedef struct { uint32_t struct_size; uint32_t channel_count, conf_ports, conf_groups;
                 char vendor[32], model[48], serial[48], driver_version[32]; } bsdk_board_info;
typedef struct { uint32_t struct_size; uint32_t kind; uint64_t caps;
                 uint32_t play_formats, record_formats;   /* bit n set = BSDK_FMT_n            */
                 uint32_t group;       /* channels of one group can always be connected        */
                 uint32_t max_sources; /* how many others one channel can hear, 0 = none       */
                 char label[32]; } bsdk_channel_info;

/* ---- events ---------------------------------------------------------------------------- */
enum {                           /* code / arg / text / text2                                 */
  BSDK_EV_BOARD = 1,             /* up 1, down 0, lost -1                                      */
  BSDK_EV_LINE = 2,              /* in service 1, no battery / alarm 0 ; arg = volts if known  */
  BSDK_EV_RING = 3,              /* FXO: burst start 1, burst end 2, caller gave up 0; arg = n */
  BSDK_EV_CALLER_ID = 4,         /* text number, text2 name; code = 1 ok 0 unreadable          */
  BSDK_EV_HOOK = 5,              /* FXS or TAP: off 1, on 0                                    */
  BSDK_EV_FLASH = 6,             /* arg = ms if known                                          */
  BSDK_EV_POLARITY = 7,          /* code = 0 normal 1 reversed -1 changed                      */
  BSDK_EV_DIGIT = 8,             /* text = one digit; code = 0 DTMF 1 pulse; arg = ms          */
  BSDK_EV_TONE = 9,              /* code = bsdk_tone_id heard; arg = cycles                    */
  BSDK_EV_VOICE = 10,            /* speech starts 1, silence 0; arg = ms                       */
  BSDK_EV_PROGRESS = 11,         /* of a running dial: code = BSDK_P_*                         */
  BSDK_EV_REMOTE_GONE = 12,      /* code = BSDK_GONE_*                                         */
  BSDK_EV_RING_TX = 13,          /* FXS being rung: burst on 1, pause 0                        */
  BSDK_EV_DONE = 14,             /* the only end of op: code = BSDK_DONE_*, arg = detail or ms */
  BSDK_EV_AUDIO = 15,            /* BSDK_AUDIO_*; op = the play or record it happened to        */
  BSDK_EV_DISCONTINUITY = 16     /* events were lost; host must read the state again           */
};
enum { BSDK_TONE_DIAL = 1, BSDK_TONE_BUSY, BSDK_TONE_RINGBACK, BSDK_TONE_CONGESTION, BSDK_TONE_SIT,
       BSDK_TONE_FAX_CNG, BSDK_TONE_FAX_CED, BSDK_TONE_HOWLER, BSDK_TONE_STUTTER,
       BSDK_TONE_CALLWAIT, BSDK_TONE_CUSTOM = 100 };
enum { BSDK_P_SEIZED = 1, BSDK_P_DIALTONE, BSDK_P_DIGITS_SENT, BSDK_P_RINGBACK, BSDK_P_SILENCE };
enum { BSDK_AUDIO_UNDERRUN = 1,   /* arg = samples of silence played instead of the clip        */
       BSDK_AUDIO_OVERRUN = 2,    /* arg = samples lost because the file thread was late        */
       BSDK_AUDIO_GAP_BEGAN = 3,  /* recording cannot write (disk full): silence stands for it  */
       BSDK_AUDIO_GAP_ENDED = 4   /* arg = length of the gap in ms                              */ };
enum { BSDK_GONE_BUSY_TONE = 1, BSDK_GONE_POLARITY, BSDK_GONE_LOOP_DROP, BSDK_GONE_SILENCE };
enum {                            /* how an op ended                                          */
  BSDK_DONE_OK = 0, BSDK_DONE_CANCELLED = 1,
  BSDK_DONE_DIGIT = 2, /* arg = its character; of a record, since 1.2: text = it, arg = ms        */
  BSDK_DONE_BARGE_IN = 3,
  BSDK_DONE_LIMIT = 4, BSDK_DONE_SILENCE = 5, BSDK_DONE_HANGUP = 6, BSDK_DONE_FAILED = 7, /* arg = BSDK_E_* */
  BSDK_DONE_PREEMPTED = 8,
  /* dial and ring only */
  BSDK_DONE_ANSWERED = 20,        /* arg = BSDK_BY_*                                          */
  BSDK_DONE_BUSY = 21, BSDK_DONE_NO_ANSWER = 22, BSDK_DONE_NO_DIALTONE = 23,
  BSDK_DONE_CONGESTION = 24, BSDK_DONE_INVALID_NUMBER = 25, BSDK_DONE_NO_SIGNAL = 26,
  BSDK_DONE_UNDECIDED = 27, BSDK_DONE_FAX = 28, BSDK_DONE_MACHINE = 29
};
enum { BSDK_BY_POLARITY = 1, BSDK_BY_VOICE, BSDK_BY_RINGBACK_END, BSDK_BY_HOOK, BSDK_BY_ASSUMED };

typedef struct {
  uint32_t struct_size;
  uint16_t kind, flags;          /* flags: reserved, 0                                        */
  int32_t  channel;              /* -1 = the board                                            */
  bsdk_op  op;                   /* 0 = unsolicited                                           */
  int32_t  code, arg;
  int32_t  native;               /* vendor's own number, for the log only                     */
  uint32_t seq;                  /* +1 per event of this board                                */
  uint64_t time_us;              /* host clock                                                */
  char     text[96], text2[64];  /* UTF-8, NUL-terminated                                     */
} bsdk_event;

/* ---- what the host gives to the driver -------------------------------------------------- */
typedef struct {
  uint32_t struct_size;
  void *ctx;
  void     (*on_event)(void *ctx, const bsdk_event *ev);          /* copy it, return at once   */
  void     (*log)(void *ctx, int level, const char *utf8);
  uint64_t (*now_us)(void *ctx);                                  /* lets a simulator fake time */
} bsdk_host;

/* ---- arguments of the commands ---------------------------------------------------------- */
enum { BSDK_DIAL_WAIT_TONE = 1, BSDK_DIAL_PULSE = 2, BSDK_DIAL_BLIND = 4, BSDK_DIAL_AMD = 8 };
typedef struct { uint32_t struct_size, flags; const char *digits; /* 0-9*#A-D , = pause ! = flash */
                 uint32_t dialtone_ms, answer_ms; } bsdk_dial;
typedef struct { uint32_t struct_size, cadence; /* 0 = default, 1.. = distinctive */
                 const char *cid_number, *cid_name; /* NULL = no caller-ID */
                 uint32_t timeout_ms; } bsdk_ring;
typedef struct { uint32_t struct_size, tone; /* BSDK_TONE_*; CUSTOM uses the fields below */
                 uint32_t f1_hz, f2_hz, on_ms, off_ms; int32_t level_cdb; } bsdk_tone;
enum { BSDK_STOP_HANGUP = 1, BSDK_STOP_VOICE = 2 };
typedef struct { uint32_t format, box; const char *path; const void *data; /* one of the two */
                 uint64_t offset, length; } bsdk_clip;
typedef struct { uint32_t struct_size, flags; const char *stop_digits; uint32_t repeat;
                 int32_t gain_cdb; uint32_t clip_count; const bsdk_clip *clips; } bsdk_play;
enum { BSDK_REC_NEAR = 1 /* from the line */, BSDK_REC_FAR = 2 /* to the line */ };   /* sides */
enum { BSDK_REC_APPEND = 1, BSDK_REC_BEEP = 2 };                                        /* flags */
typedef struct { uint32_t struct_size, flags, sides; const char *stop_digits, *path;
                 uint32_t format, box, max_ms, silence_ms; } bsdk_record;
enum { BSDK_LINK_A_HEARS_B = 1, BSDK_LINK_B_HEARS_A = 2, BSDK_LINK_A_TAPS_B = 4 /* both sides of b */,
       BSDK_LINK_A_HEARS_PLAY_OF_B = 8 /* since 1.1: the clip, tone or digits said to b */ };
enum { BSDK_CONF_TALK = 1, BSDK_CONF_HEAR = 2, BSDK_CONF_MUTE_DTMF = 4 };
enum { BSDK_CTL_PAUSE, BSDK_CTL_RESUME, /* since 1.2 of a record too: until resumed it keeps silence
                                           on both sides and its time goes on                    */
       BSDK_CTL_SEEK_MS /* from the start of the first clip */,
       BSDK_CTL_GAIN_CDB, BSDK_CTL_APPEND_DIGITS,
       BSDK_CTL_SPEED_PERCENT /* since 1.1: 50 to 200, at the same pitch */ };

/*
 * Host audio, attached once per board. block() runs once a tick on the driver's media thread with the
 * blocks of all channels of the same instant. rx[ch] is what channel ch heard, tx[ch] is what it will
 * say next: all zero on entry, to be filled or left silent. Both are NULL for a channel without
 * BSDK_C_HOST_AUDIO. The pointers are valid only during the call. The call-back must not call any
 * function of the table, block, allocate or lock.
 */
typedef struct { uint32_t struct_size, frame_samples /* 80..160 samples at 8 kHz, linear PCM16 */;
                 void *ctx;
                 void (*block)(void *ctx, uint32_t channel_count, const int16_t *const *rx,
                               int16_t *const *tx, uint32_t samples, uint64_t time_us);
               } bsdk_audio;

enum {  /* parameters: channel -1 = all / default */
  BSDK_PARAM_EC = 1, BSDK_PARAM_AGC, BSDK_PARAM_RX_GAIN_CDB, BSDK_PARAM_TX_GAIN_CDB, BSDK_PARAM_POLARITY_TX,
  BSDK_PARAM_MWI, BSDK_PARAM_DTMF_LEVEL, BSDK_PARAM_DTMF_ON_MS, BSDK_PARAM_DTMF_OFF_MS, BSDK_PARAM_DTMF_MUTE,
  BSDK_PARAM_FLASH_MIN_MS, BSDK_PARAM_FLASH_MAX_MS, BSDK_PARAM_CID_STANDARD, BSDK_PARAM_ANSWER_BY,
  BSDK_PARAM_HANGUP_BY, BSDK_PARAM_BUSY_CYCLES, BSDK_PARAM_VOICE_LEVEL, BSDK_PARAM_VOICE_MS,
  BSDK_PARAM_SILENCE_MS, BSDK_PARAM_PRERECORD_MS, BSDK_PARAM_VOLTAGE /* read only */,
  BSDK_PARAM_TONE_PLAN /* text */, BSDK_PARAM_HOOK /* read only */, BSDK_PARAM_STATE /* read only */
};

/* ---- the interface ---------------------------------------------------------------------- */
typedef struct {
  uint32_t struct_size, abi_major, abi_minor, reserved;
  const char *name;

  int32_t (*open)(const char *config_utf8, const bsdk_host *host, bsdk_board **out);
  int32_t (*start)(bsdk_board *);                 /* events begin after this                   */
  void    (*close)(bsdk_board *);                 /* no callback runs once this has returned   */
  int32_t (*board_info)(bsdk_board *, bsdk_board_info *out);
  int32_t (*channel_info)(bsdk_board *, int32_t ch, bsdk_channel_info *out);

  int32_t (*seize)(bsdk_board *, int32_t ch, bsdk_op);            /* FXO off-hook; FXS with HOOK_TX too */
  int32_t (*release)(bsdk_board *, int32_t ch, bsdk_op);          /* FXO on-hook; FXS: let go   */
  int32_t (*dial)(bsdk_board *, int32_t ch, bsdk_op, const bsdk_dial *);
  int32_t (*ring)(bsdk_board *, int32_t ch, bsdk_op, const bsdk_ring *);
  int32_t (*flash)(bsdk_board *, int32_t ch, bsdk_op, uint32_t ms);
  int32_t (*digits)(bsdk_board *, int32_t ch, bsdk_op, const char *digits);
  int32_t (*tone)(bsdk_board *, int32_t ch, bsdk_op, const bsdk_tone *);

  int32_t (*play)(bsdk_board *, int32_t ch, bsdk_op, const bsdk_play *);
  int32_t (*record)(bsdk_board *, int32_t ch, bsdk_op, const bsdk_record *);
  int32_t (*audio)(bsdk_board *, const bsdk_audio *);             /* NULL = detach; after the
                                                  return no block() runs any more                 */

  int32_t (*cancel)(bsdk_board *, bsdk_op);                       /* works for every op         */
  int32_t (*control)(bsdk_board *, bsdk_op, uint32_t verb, int64_t arg, const char *text);

  int32_t (*connect)(bsdk_board *, int32_t a, int32_t b, uint32_t ways, int32_t gain_cdb);
  int32_t (*disconnect)(bsdk_board *, int32_t a, int32_t b, uint32_t ways);
  int32_t (*conf_create)(bsdk_board *, uint32_t max_members, int32_t *conf);
  int32_t (*conf_join)(bsdk_board *, int32_t conf, int32_t ch, uint32_t mode, int32_t gain_cdb);
  int32_t (*conf_leave)(bsdk_board *, int32_t conf, int32_t ch);
  int32_t (*conf_destroy)(bsdk_board *, int32_t conf);

  int32_t (*set_param)(bsdk_board *, int32_t ch, uint32_t key, int64_t value, const char *text);
  int32_t (*get_param)(bsdk_board *, int32_t ch, uint32_t key, int64_t *value, char *text, uint32_t cap);
  int32_t (*vendor_call)(bsdk_board *, const char *name, const char *in_json, char *out_json, uint32_t cap);

  /* since 1.1: hearing a channel without taking part. monitor_read gives pairs of samples, from the
     line and to it, at 8 kHz, as many as are there and fit; at least a second is kept. It never
     waits; one reader a channel. */
  int32_t (*monitor)(bsdk_board *, int32_t ch, uint32_t on);
  int32_t (*monitor_read)(bsdk_board *, int32_t ch, int16_t *pairs, uint32_t capacity); /* pairs, or BSDK_E_ */
} bsdk_api;

/* the one exported symbol; NULL when the major version is not served */
typedef const bsdk_api *(*bsdk_query_fn)(uint32_t abi_major);
#define BSDK_QUERY_SYMBOL "bsdk_query"

#ifdef __cplusplus
}
#endif
#endif
