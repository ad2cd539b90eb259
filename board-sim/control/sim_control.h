/*
 * What it does: lets a tester's headset, or a test, listen and talk at a party of a simulated
 * board. Beside the board ABI, because no real board has it; the product's engine never asks for
 * it.
 *
 * How to use it: bsdk_query(SIM_CONTROL_MAJOR) of the simulator's library gives this table, cast to
 * const sim_control_api *. Any thread may call it. Actions, state and notices go as JSON through
 * the ordinary table: bsdk_query(1)->vendor_call(NULL, "sim.do" | "sim.state" | "sim.notices",
 * {"board":name, ...}, out, cap).
 */
#ifndef SIM_CONTROL_H
#define SIM_CONTROL_H
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

#define SIM_CONTROL_MAJOR 0x53494D31u /* "SIM1" */

enum { SIM_EAR_FAR = 0 /* far party of a trunk */, SIM_EAR_PHONE = 1 };

typedef struct {
  uint32_t struct_size;
  /*
   * Samples that the party heard since the last call, at most cap; the first call begins the
   * listening. At most 2 s are kept. Negative: BSDK_E_STATE no board of that name, BSDK_E_CHANNEL
   * no such party, BSDK_E_ARG.
   */
  int32_t (*hear)(const char *board, int32_t ear, int32_t no, int16_t *out, int32_t cap);
  /* Feeds the mouth of a party whose voice is 'live'; at most 2 s wait, the oldest go. BSDK_OK or
   * as above. */
  int32_t (*feed)(const char *board, int32_t ear, int32_t no, const int16_t *samples,
                  int32_t count);
} sim_control_api;

#ifdef __cplusplus
}
#endif
#endif
