#include "../../../native/dsp/callerid/callerid_message.hpp"

#include <doctest/doctest.h>

#include <string>

#include "../../../native/dsp/callerid/callerid_text.hpp"
#include "../../../native/dsp/callerid/callerid_writer.hpp"
#include "callerid_signals.hpp"

using namespace trunkline::dsp;
using Progress = CallerIdMessage::Progress;

namespace {

/** The octets as a receiver reports them. */
Progress assemble(CallerIdMessage &message, std::span<const uint8_t> octets, uint16_t marks = 180) {
  Progress last = Progress::more;
  for (const uint8_t octet : octets) {
    last = message.add({FskReport::Kind::byte, octet, marks, 0});
    marks = 0;
  }
  return last;
}

CallerIdentity identity_of(CallerIdWriter &writer) {
  CallerIdMessage message;
  REQUIRE(assemble(message, writer.octets()) == Progress::ready);
  return message.identity();
}

std::string name_of_octets(const std::string &octets, size_t room = 64) {
  std::string into(room, 'x');
  into.resize(
      utf8_of_name({reinterpret_cast<const uint8_t *>(octets.data()), octets.size()}, into));
  return into;
}

CallerIdentity caller() {
  CallerIdentity identity;
  std::string("13900001234").copy(identity.number.data(), 11);
  std::string("11201530").copy(identity.time.data(), 8);
  return identity;
}

}  // namespace

TEST_CASE("SDMF carries time and number, or O and P for the lack of it") {
  CallerIdentity identity = caller();
  CallerIdWriter writer = single_caller_id(identity);
  CHECK(std::string(identity_of(writer).number.data()) == "13900001234");
  CHECK(std::string(identity_of(writer).time.data()) == "11201530");
  for (const NumberAbsence absence : {NumberAbsence::withheld, NumberAbsence::unavailable}) {
    identity.absence = absence;
    CallerIdWriter absent = single_caller_id(identity);
    CHECK(identity_of(absent).absence == absence);
    CHECK(identity_of(absent).number[0] == '\0');
  }
}

TEST_CASE("an SDMF message-waiting indicator is 42h or 6Fh, three times") {
  for (const bool waits : {true, false}) {
    CallerIdWriter writer(CallerIdType::single_waiting);
    writer.add(waits ? "\x42\x42\x42" : "\x6F\x6F\x6F");
    CHECK(identity_of(writer).waiting == (waits ? MessageWaiting::some : MessageWaiting::none));
  }
}

TEST_CASE("every parameter of MDMF goes there and back") {
  using P = CallerIdParameter;
  CallerIdWriter writer(CallerIdType::multiple);
  writer.add(P::time, "11201530");
  writer.add(P::number, "13900001234");
  writer.add(P::dialled_number, "4008001234");
  writer.add(P::forward_reason, "\x02");
  writer.add(P::qualifier, "L");
  writer.add(P::name, "HAN MEI        ");
  writer.add(P::indicator, "\xFF");
  writer.add(P::complementary_number, "5551");
  writer.add(P::call_type, "\x02");
  writer.add(P::first_called_number, "5552");
  writer.add(P::waiting_count, "\x05");
  writer.add(P::forward_type, "\x03");
  writer.add(P::user_type, "\x04");
  writer.add(P::redirecting_number, "5553");
  writer.add(P::operator_extension, "whatever");
  const CallerIdentity identity = identity_of(writer);
  CHECK(std::string(identity.time.data()) == "11201530");
  CHECK(std::string(identity.number.data()) == "13900001234");
  CHECK(std::string(identity.dialled_number.data()) == "4008001234");
  CHECK(std::string(identity.name.data()) == "HAN MEI");
  CHECK(std::string(identity.complementary_number.data()) == "5551");
  CHECK(std::string(identity.first_called_number.data()) == "5552");
  CHECK(std::string(identity.redirecting_number.data()) == "5553");
  CHECK(identity.forward_reason == 2);
  CHECK(identity.forward_type == 3);
  CHECK(identity.user_type == 4);
  CHECK(identity.is_long_distance);
  CHECK(identity.waiting == MessageWaiting::some);
  CHECK(identity.waiting_count == 5);
  CHECK(identity.call_type == CallerIdCallType::ring_back_when_free);
}

TEST_CASE("MDMF says why number and name are absent") {
  CallerIdWriter writer(CallerIdType::multiple);
  writer.add(CallerIdParameter::number_absence, "P");
  writer.add(CallerIdParameter::name_absence, "O");
  CHECK(identity_of(writer).absence == NumberAbsence::withheld);
  CHECK(identity_of(writer).name_absence == NumberAbsence::unavailable);
}

TEST_CASE("a wrong checksum is unreadable, whatever octet is damaged") {
  const auto good = signals::mdmf("13900001234", "HAN MEI");
  for (size_t octet = 2; octet < good.size(); octet++) {
    auto bytes = good;
    bytes[octet] ^= 0x11;
    CallerIdMessage message;
    CHECK(assemble(message, bytes) == Progress::unreadable);
  }
}

TEST_CASE("a message begins behind marks and with a known type, and ends with too many marks") {
  const auto good = signals::sdmf("5551234");
  CallerIdMessage message;
  CHECK(assemble(message, good, 5) == Progress::more);
  CHECK(assemble(message, std::vector<uint8_t>{0xFE, 0x33}) == Progress::more);
  CHECK(assemble(message, good, 30) == Progress::ready);
  // The second half is lost, and the exchange sends it all again.
  CHECK(assemble(message, std::span(good).first(9)) == Progress::more);
  CHECK(message.add({FskReport::Kind::byte, good[0], 80, 0}) == Progress::unreadable);
  CHECK(assemble(message, std::span(good).subspan(1), 0) == Progress::ready);
}

TEST_CASE("a message whose carrier is lost is unreadable; a type alone is nothing") {
  const FskReport lost{FskReport::Kind::carrier_lost, 0, 0, 0};
  CallerIdMessage message;
  CHECK(assemble(message, std::vector<uint8_t>{0x80, 0x10, 0x01}) == Progress::more);
  CHECK(message.add(lost) == Progress::unreadable);
  CHECK(assemble(message, std::vector<uint8_t>{0x80}) == Progress::more);
  CHECK(message.add(lost) == Progress::more);
}

TEST_CASE("the longest message is taken, and nothing beyond it") {
  CallerIdWriter writer(CallerIdType::multiple);
  writer.add(std::string(253, 'A').c_str());
  CHECK(writer.fits());
  CallerIdMessage message;
  CHECK(assemble(message, writer.octets()) == Progress::ready);
  CHECK(message.octets().size() == 255);
  writer.add(CallerIdParameter::name, "B");
  CHECK_FALSE(writer.fits());
  CHECK(assemble(message, std::vector<uint8_t>{0x80, 0xFF}) == Progress::more);
  const std::vector<uint8_t> rest(256, 2);
  CHECK(assemble(message, rest, 0) == Progress::unreadable);
}

TEST_CASE("names stay UTF-8 when they are, else are read as GBK, else lose what nobody can read") {
  CHECK(name_of_octets("HAN MEI") == "HAN MEI");
  CHECK(name_of_octets("张三") == "张三");
  CHECK(name_of_octets("Müller") == "Müller");
  CHECK(name_of_octets("\xD5\xC5\xC8\xFD") == "张三");
  CHECK(name_of_octets("\xC9\xCF\xBA\xA3 Co") == "上海 Co");
  CHECK(name_of_octets("\x81\x40\xAA\x40") == "丂狜");  // GBK beyond GB 2312
  CHECK(name_of_octets("M\xFCller") == "M黮ler");       // Latin-1 that is GBK too
  CHECK(name_of_octets("\xFF\xFE"
                       "A\x01"
                       "B") == "??A?B");
  CHECK(name_of_octets("\xC0\xAF\xED\xA0\x80") == "?????");  // overlong, surrogate
  CHECK(name_of_octets("") == "");
}

TEST_CASE("a name that is too long is cut between two characters") {
  CHECK(name_of_octets("张三丰", 8) == "张三");
  CHECK(name_of_octets("张三丰", 1).empty());
}

TEST_CASE("UTF-8 goes to GBK and back") {
  const std::string name = "欧阳 Li, 12 号";
  std::vector<uint8_t> gbk(64);
  gbk.resize(gbk_of_utf8({reinterpret_cast<const uint8_t *>(name.data()), name.size()}, gbk));
  CHECK(gbk.size() == 14);
  CHECK(name_of_octets(std::string(gbk.begin(), gbk.end())) == name);
}

TEST_CASE("any octets whatever are read without harm, and texts stay ended and well-formed") {
  std::mt19937 random(7);
  for (int n = 0; n < 20000; n++) {
    std::vector<uint8_t> octets(2 + random() % 258);
    for (uint8_t &octet : octets) octet = static_cast<uint8_t>(random());
    constexpr uint8_t kTypes[] = {0x04, 0x06, 0x0B, 0x80, 0x81, 0x82};
    octets[0] = kTypes[random() % 6];
    if (random() % 2 == 0) octets[1] = static_cast<uint8_t>(octets.size() - 2);
    for (size_t at = 2; n % 3 > 0 && at + 1 < octets.size(); at += 2 + octets[at + 1]) {
      octets[at] = static_cast<uint8_t>(random() % 0x20);
      octets[at + 1] = static_cast<uint8_t>(random() % 40);
    }
    const CallerIdentity identity = read_caller_id(octets);
    REQUIRE(identity.number.back() == '\0');
    REQUIRE(identity.name.back() == '\0');
    const std::string name = identity.name.data();
    REQUIRE(is_utf8({reinterpret_cast<const uint8_t *>(name.data()), name.size()}));
    CallerIdMessage message;
    assemble(message, octets, static_cast<uint16_t>(random() % 200));
  }
}

TEST_CASE("any reports in any order leave the assembler able to read the next message") {
  std::mt19937 random(8);
  CallerIdMessage message;
  for (int n = 0; n < 200000; n++) {
    message.add({static_cast<FskReport::Kind>(random() % 3), static_cast<uint8_t>(random()),
                 static_cast<uint16_t>(random() % 3 == 0 ? random() % 400 : 0), 0});
  }
  CHECK(assemble(message, signals::sdmf("5551234")) == Progress::ready);
}
