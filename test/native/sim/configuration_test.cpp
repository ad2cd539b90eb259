#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "board-sim/board/board_config.hpp"
#include "board-sim/sdk/json_writer.hpp"
#include "board-sim/signal/wav_file.hpp"

using namespace boardsim;

TEST_CASE("JSON is read with its escapes and nesting") {
  const JsonOutcome outcome =
      read_json(R"( {"a":[1,-2.5e1,true,null],"b":{"c":"x\n\u4e2d\ud83d\ude00\"" }} )");
  REQUIRE(outcome.mistake.empty());
  const JsonObject &root = *outcome.value.object();
  CHECK(*root.find("b")->object()->find("c")->text() == "x\n中😀\"");
  const JsonArray &list = std::get<JsonArray>(root.find("a")->value);
  REQUIRE(list.elements.size() == 4);
  CHECK(*list.elements[1].number() == -25);
  CHECK(*list.elements[2].flag());
}

TEST_CASE("what is not JSON is refused with its place") {
  for (const char *text : {"", "{", "{\"a\":1,}", "{\"a\":1}x", "[1 2]", "{\"a\":01}", "\"\\x\"",
                           "{\"a\":1,\"a\":2}", "nul", "\"\\ud800\"", "{'a':1}", "\"a\nb\""}) {
    CAPTURE(text);
    CHECK(read_json(text).mistake.find("at byte") != std::string::npos);
  }
  CHECK(!read_json(std::string(100, '[')).mistake.empty());
}

TEST_CASE("what is written is read back") {
  JsonWriter json;
  json.open('{')
      .text("t", "a\"\\\n中")
      .number("n", 12)
      .flag("f", true)
      .open("l", '[')
      .open('{')
      .close('}')
      .open('{')
      .close('}')
      .close(']')
      .close('}');
  CHECK(json.str() == "{\"t\":\"a\\\"\\\\\\u000a中\",\"n\":12,\"f\":true,\"l\":[{},{}]}");
  CHECK(read_json(json.str()).mistake.empty());
}

TEST_CASE("an empty configuration is the usual board") {
  const ConfigOutcome outcome = read_config("");
  CHECK(outcome.mistake.empty());
  CHECK(outcome.config.trunks == 8);
  CHECK(outcome.config.extensions == 8);
  CHECK(outcome.config.clock == ClockMode::real);
}

TEST_CASE("lines are set for all first, then one by one") {
  const ConfigOutcome outcome = read_config(
      R"({"trunks":2,"lines":{"2":{"clearBy":"loopDrop"},"*":{"polarityAnswer":true,"clearBy":"polarity"}}})");
  REQUIRE(outcome.mistake.empty());
  CHECK(outcome.config.lines[0].clear_by == ClearBy::polarity);
  CHECK(outcome.config.lines[1].clear_by == ClearBy::loopDrop);
  CHECK(outcome.config.lines[1].polarity_answer);
}

TEST_CASE("a wrong configuration is refused, and the message names what is wrong") {
  struct Wrong {
    const char *json;
    const char *names;
  };
  for (const Wrong wrong :
       {Wrong{"{\"trunk\":8}", "trunk"}, Wrong{"{\"trunks\":129}", "trunks"},
        Wrong{"{\"trunks\":1.5}", "trunks"}, Wrong{"{\"clock\":\"fast\"}", "clock"},
        Wrong{"{\"frameSamples\":81}", "frameSamples"},
        Wrong{"{\"trunks\":0,\"extensions\":0}", "channel"}, Wrong{"{\"lines\":{\"9\":{}}}", "9"},
        Wrong{"{\"lines\":{\"1\":{\"batery\":true}}}", "batery"}, Wrong{"{\"name\":7}", "name"},
        Wrong{"[]", "object"}, Wrong{"{", "JSON"}}) {
    CAPTURE(wrong.json);
    CHECK(read_config(wrong.json).mistake.find(wrong.names) != std::string::npos);
  }
}

TEST_CASE("a WAV file of PCM16 or A-law is read, anything else is refused with its reason") {
  std::string path = (std::filesystem::temp_directory_path() / "board-sim-XXXXXX").string();
  close(mkstemp(path.data()));
  const auto write = [&](uint8_t format, uint8_t bits, const std::string &audio) {
    std::string file = "RIFF....WAVEfmt ";
    file += std::string("\x10\0\0\0", 4) + char(format) + std::string("\0\x01\0\x40\x1f\0\0", 7) +
            std::string("\x80\x3e\0\0\x02\0", 6) + char(bits) + '\0';
    file +=
        "data" + std::string(1, static_cast<char>(audio.size())) + std::string("\0\0\0", 3) + audio;
    std::FILE *out = std::fopen(path.c_str(), "wb");
    std::fwrite(file.data(), 1, file.size(), out);
    std::fclose(out);
  };
  write(1, 16, std::string("\x01\x00\xff\xff", 4));
  CHECK(read_wav(path).samples == std::vector<int16_t>{1, -1});
  write(6, 8,
        std::string("\xd5\x55\xaa\x2a",
                    4));  // G.711: +1, -1 of the lowest step; the largest of both signs
  CHECK(read_wav(path).samples == std::vector<int16_t>{8, -8, 32256, -32256});
  write(7, 8, "abcd");
  CHECK(read_wav(path).mistake.find("neither") != std::string::npos);
  std::remove(path.c_str());
  CHECK(read_wav(path).mistake.find("opened") != std::string::npos);
}
