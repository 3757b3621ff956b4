#include "drivers/xml_part.h"

#include <expat.h>
#include <fmt/format.h>

#include <cstdint>
#include <new>
#include <utility>

namespace engage::drivers {
namespace {

constexpr char kBetween = '\n';  // a namespace and a name; in none of both
constexpr int kBufferSize = 1 << 16;
constexpr std::uint64_t kMostInMemory = 1'000'000'000;

std::string_view without_namespace(std::string_view name) { return name.substr(name.rfind(kBetween) + 1); }

}  // namespace

std::string_view Attributes::operator[](std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (without_namespace(pair[0]) == name) return pair[1];
  }
  return {};
}

struct XmlPart::Handlers {
  static void begin(void* part, const XML_Char* name, const XML_Char** attributes) {
    static_cast<XmlPart*>(part)->listener_.begin(without_namespace(name), Attributes(attributes));
  }
  static void end(void* part, const XML_Char* name) {
    static_cast<XmlPart*>(part)->listener_.end(without_namespace(name));
  }
  static void text(void* part, const XML_Char* text, int size) {
    static_cast<XmlPart*>(part)->listener_.text({text, static_cast<std::size_t>(size)});
  }
  // What makes a few bytes of XML unfold without end; no program that writes workbooks uses it.
  static void doctype(void* part, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<XmlPart*>(part)->fail("it has a document type, which no workbook has");
  }
};

XmlPart::XmlPart(std::string name, ZipPart part, XmlListener& listener)
    : name_(std::move(name)),
      part_(std::move(part)),
      listener_(listener),
      parser_(XML_ParserCreateNS(nullptr, kBetween)) {
  if (parser_ == nullptr) throw std::bad_alloc();
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, Handlers::begin, Handlers::end);
  XML_SetCharacterDataHandler(parser_, Handlers::text);
  XML_SetStartDoctypeDeclHandler(parser_, Handlers::doctype);
}

XmlPart::~XmlPart() { XML_ParserFree(parser_); }

Expected<bool> XmlPart::go_on() {
  while (true) {
    XML_Status status = XML_STATUS_OK;
    if (paused_) {
      paused_ = false;
      status = XML_ResumeParser(parser_);
    } else if (read_all_) {
      return false;
    } else {
      void* const buffer = XML_GetBuffer(parser_, kBufferSize);
      if (buffer == nullptr) throw std::bad_alloc();
      const Expected<std::size_t> size = part_.read(static_cast<char*>(buffer), kBufferSize);
      if (!size) return std::unexpected(size.error());
      read_all_ = *size == 0;
      status = XML_ParseBuffer(parser_, static_cast<int>(*size), read_all_);
    }
    if (!failure_.empty()) return fault(fmt::format("the file's part {} cannot be used: {}", name_, failure_));
    if (status == XML_STATUS_ERROR) {
      return fault(fmt::format("the file is damaged: its part {} is no XML in line {}: {}", name_,
                               XML_GetCurrentLineNumber(parser_), XML_ErrorString(XML_GetErrorCode(parser_))));
    }
    if (paused_) return true;
  }
}

void XmlPart::pause() {
  if (paused_) return;
  paused_ = true;
  XML_StopParser(parser_, XML_TRUE);
}

void XmlPart::fail(std::string why) {
  if (failure_.empty()) failure_ = std::move(why);
  XML_StopParser(parser_, XML_FALSE);
}

Expected<bool> read_xml(std::string_view archive, const std::string& name, XmlListener& listener) {
  Expected<std::optional<ZipPart>> part = ZipPart::open(archive, name);
  if (!part) return std::unexpected(part.error());
  if (!*part) return false;
  // Of an archive of a few megabytes that unfolds to fill the memory.
  if ((*part)->size() > kMostInMemory) return fault(fmt::format("the file's part {} is too large", name));
  XmlPart xml(name, std::move(**part), listener);
  const Expected<bool> read = xml.go_on();
  if (!read) return read;
  return true;
}

}  // namespace engage::drivers
