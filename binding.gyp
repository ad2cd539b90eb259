# What is compiled. Source lists are made by scripts/native-sources.mjs from the folders named here: a new file needs no edit,
# a target whose folder is empty becomes `none` and builds nothing.
{
  'variables': {
    'list': 'node scripts/native-sources.mjs',
  },
  'target_defaults': {
    'include_dirs': ['.', 'native', 'native/abi'],
    'defines': ['NAPI_VERSION=9'],
    # g++ 12 at -O3 reports copies that it inlined and unrolled itself (its bugs 105651, 105329): those two warnings are off.
    # psabi: kernels hand vectors to functions that are always inlined, so no calling convention is concerned.
    'cflags': ['-Wall', '-Wextra', '-Werror', '-Wno-stringop-overflow', '-Wno-restrict', '-Wno-psabi', '-fvisibility=hidden', '-fPIC', '-pthread'],
    # The two no-flags stand in `cflags` of each target below: here gyp would take them out again.
    'cflags_cc!': ['-fno-exceptions', '-fno-rtti', '-std=gnu++17', '-std=gnu++20'],
    'cflags_cc': ['-std=c++20', '-fvisibility-inlines-hidden'],
    'ldflags': ['-pthread'],
    'libraries': ['-ldl'],
  },
  'targets': [
    # ---- product -------------------------------------------------------------------------------------------------------
    {
      # -ffp-contract=off: every instruction set gives the same bits; without it AVX2's fused operations round once less.
      'target_name': 'dsp',
      'type': '<!(<(list) --type=static_library native/dsp)',
      'sources': ['<!@(<(list) native/dsp)'],
      'cflags': ['-fno-exceptions', '-fno-rtti', '-ffp-contract=off'],
      'dependencies': ['dsp_v2', 'dsp_v3', 'dsp_v4'],
    },
    {
      # The kernels again, one target an instruction set; native/dsp/simd/isa.hpp chooses at run time.
      'target_name': 'dsp_v2',
      'type': '<!(<(list) --type=static_library --kernels native/dsp)',
      'sources': ['<!@(<(list) --kernels native/dsp)'],
      'defines': ['TRUNKLINE_ISA=v2'],
      'cflags': ['-fno-exceptions', '-fno-rtti', '-ffp-contract=off', '-march=x86-64-v2'],
    },
    {
      'target_name': 'dsp_v3',
      'type': '<!(<(list) --type=static_library --kernels native/dsp)',
      'sources': ['<!@(<(list) --kernels native/dsp)'],
      'defines': ['TRUNKLINE_ISA=v3'],
      'cflags': ['-fno-exceptions', '-fno-rtti', '-ffp-contract=off', '-march=x86-64-v3'],
    },
    {
      'target_name': 'dsp_v4',
      'type': '<!(<(list) --type=static_library --kernels native/dsp)',
      'sources': ['<!@(<(list) --kernels native/dsp)'],
      'defines': ['TRUNKLINE_ISA=v4'],
      'cflags': ['-fno-exceptions', '-fno-rtti', '-ffp-contract=off', '-march=x86-64-v4', '-mprefer-vector-width=512'],
    },
    {
      'target_name': 'rt',
      'type': '<!(<(list) --type=static_library native/rt)',
      'sources': ['<!@(<(list) native/rt)'],
      'cflags': ['-fno-exceptions', '-fno-rtti'],
    },
    {
      'target_name': 'line',
      'type': '<!(<(list) --type=static_library native/line)',
      'sources': ['<!@(<(list) native/line)'],
      'cflags': ['-fno-exceptions', '-fno-rtti'],
    },
    {
      'target_name': 'softmedia',
      'type': '<!(<(list) --type=static_library native/softmedia)',
      'sources': ['<!@(<(list) native/softmedia)'],
      'cflags': ['-fno-exceptions', '-fno-rtti'],
      'dependencies': ['dsp', 'rt'],
    },
    {
      'target_name': 'engine',
      'type': '<!(<(list) --type=static_library native/engine)',
      'sources': ['<!@(<(list) native/engine)'],
      'cflags': ['-fno-exceptions', '-fno-rtti'],
      'dependencies': ['line', 'rt', 'softmedia'],
    },
    {
      'target_name': 'trunkline_engine',
      'type': '<!(<(list) --type=loadable_module native/addon)',
      'sources': ['<!@(<(list) native/addon)'],
      # The second: when a worker thread is terminated, a doorbell that is just ringing finds an environment that can no
      # longer throw; without it node-addon-api ends the whole process.
      'defines': ['NAPI_CPP_EXCEPTIONS', 'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'],
      'cflags': ['-fexceptions', '-isystem', '<(module_root_dir)/node_modules/node-addon-api'],
      'dependencies': ['engine'],
    },
    # ---- the simulated board -------------------------------------------------------------------------------------------
    {
      'target_name': 'board_sim_parts',
      'type': '<!(<(list) --type=static_library board-sim/sdk board-sim/board board-sim/exchange board-sim/phone board-sim/signal)',
      'sources': ['<!@(<(list) board-sim/board board-sim/exchange board-sim/phone board-sim/signal board-sim/sdk)'],
      'include_dirs': ['board-sim'],
      'cflags': ['-fno-exceptions', '-fno-rtti'],
    },
    {
      # The drop-in for a vendor's library: build/Release/board_sim.so, which exports bsdk_query and nothing else.
      'target_name': 'board_sim',
      'type': '<!(<(list) --type=shared_library board-sim/sdk board-sim/board board-sim/exchange board-sim/phone board-sim/signal)',
      'sources': ['<!@(<(list) board-sim/board board-sim/exchange board-sim/phone board-sim/signal board-sim/sdk)'],
      'include_dirs': ['board-sim'],
      # node-gyp names every loadable module .node, in a condition that is applied late; this one is applied later still.
      'target_conditions': [['_type=="loadable_module"', {'product_extension': 'so'}]],
      'product_dir': '<(PRODUCT_DIR)',
      'cflags': ['-fno-exceptions', '-fno-rtti'],
      # The map hides what -fvisibility=hidden leaves visible: the templates of std.
      'ldflags': ['-Wl,--no-undefined', '-Wl,--version-script=<(module_root_dir)/board-sim/sdk/exports.map'],
    },
    {
      'target_name': 'board_sim_control',
      'type': '<!(<(list) --type=loadable_module board-sim/control)',
      'sources': ['<!@(<(list) board-sim/control)'],
      'include_dirs': ['board-sim'],
      'defines': ['NAPI_CPP_EXCEPTIONS', 'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'],
      'cflags': ['-fexceptions', '-isystem', '<(module_root_dir)/node_modules/node-addon-api'],
    },
    # ---- tools ---------------------------------------------------------------------------------------------------------
    {
      'target_name': 'line_tables',
      'type': '<!(<(list) --type=executable "native/tools/line_tables*")',
      'sources': ['<!@(<(list) "native/tools/line_tables*")'],
      'product_extension': '',
      'cflags': ['-fno-exceptions', '-fno-rtti'],
      'dependencies': ['line'],
    },
    {
      'target_name': 'board_probe',
      'type': '<!(<(list) --type=executable "native/tools/board_probe*")',
      'sources': ['<!@(<(list) "native/tools/board_probe*")'],
      'product_extension': '',
      'cflags': ['-fno-exceptions', '-fno-rtti'],
      'dependencies': ['softmedia'],
    },
    {
      'target_name': 'trunkline_dsp',
      'type': '<!(<(list) --type=executable native/tools/dsp)',
      'sources': ['<!@(<(list) native/tools/dsp)'],
      'product_extension': '',
      'cflags': ['-fno-exceptions', '-fno-rtti', '-ffp-contract=off'],
      'dependencies': ['dsp'],
    },
    {
      # Measures native/dsp beside other libraries (Debian's spandsp, speexdsp, libgsm, lame): `npm run bench:dsp`, `npm run
      # conformance`. Nothing else links them.
      'target_name': 'dsp_compare',
      'type': '<!(<(list) --peers --type=executable test/bench/dsp)',
      'sources': ['<!@(<(list) --peers test/bench/dsp)'],
      'product_extension': '',
      'cflags': ['-fexceptions', '-ffp-contract=off'],
      'dependencies': ['dsp'],
      'libraries': ['-lspandsp', '-lspeexdsp', '-lgsm', '-lmp3lame'],
    },
    # ---- tests ---------------------------------------------------------------------------------------------------------
    {
      'target_name': 'null_board',
      'type': '<!(<(list) --type=shared_library native/drivers/null)',
      'sources': ['<!@(<(list) native/drivers/null)'],
      # node-gyp names every loadable module .node, in a condition that is applied late; this one is applied later still.
      'target_conditions': [['_type=="loadable_module"', {'product_extension': 'so'}]],
      'product_dir': '<(PRODUCT_DIR)',
      'cflags': ['-fno-exceptions', '-fno-rtti'],
    },
    {
      # Loads build/Release/board_sim.so and null_board.so at run time, as the product loads a vendor's library.
      'target_name': 'abi_contract_test',
      'type': '<!(<(list) --tests --type=executable test/native/contract)',
      'sources': ['<!@(<(list) --tests test/native/contract)'],
      'product_extension': '',
      'cflags': ['-fexceptions'],
      'dependencies': ['board_sim', 'null_board', 'softmedia', 'dsp', 'rt'],
    },
    {
      'target_name': 'board_sim_test',
      'type': '<!(<(list) --tests --type=executable test/native/sim)',
      'sources': ['<!@(<(list) --tests test/native/sim)'],
      'include_dirs': ['board-sim'],
      'product_extension': '',
      'cflags': ['-fexceptions'],
      'dependencies': ['board_sim_parts'],
    },
    {
      'target_name': 'dsp_test',
      'type': '<!(<(list) --tests --type=executable "test/native/dsp*")',
      'sources': ['<!@(<(list) --tests "test/native/dsp*")'],
      'product_extension': '',
      'cflags': ['-fexceptions'],
      'dependencies': ['dsp'],
    },
    {
      'target_name': 'softmedia_test',
      'type': '<!(<(list) --tests --type=executable "test/native/softmedia*")',
      'sources': ['<!@(<(list) --tests "test/native/softmedia*")'],
      'product_extension': '',
      'cflags': ['-fexceptions'],
      'dependencies': ['softmedia', 'dsp', 'rt', 'board_sim'],
    },
    {
      'target_name': 'line_test',
      'type': '<!(<(list) --tests --type=executable "test/native/line*")',
      'sources': ['<!@(<(list) --tests "test/native/line*")'],
      'product_extension': '',
      'cflags': ['-fexceptions'],
      'dependencies': ['line'],
    },
    {
      'target_name': 'engine_test',
      'type': '<!(<(list) --tests --type=executable "test/native/engine*" "test/native/rt*")',
      'sources': ['<!@(<(list) --tests "test/native/engine*" "test/native/rt*")'],
      'product_extension': '',
      'cflags': ['-fexceptions'],
      'dependencies': ['engine', 'softmedia', 'line', 'dsp', 'rt', 'board_sim'],
    },
  ],
}
