#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "drivers/zip_parts.h"
#include "text/error.h"

struct XML_ParserStruct;

namespace engage::drivers {

// Attributes of an element, by name without a prefix.
class Attributes {
 public:
  explicit Attributes(const char** pairs) : pairs_(pairs) {}
  // Empty where there is none.
  std::string_view operator[](std::string_view name) const;

 private:
  const char** pairs_;
};

// Is told what stands in a file of XML. Names come without prefix and namespace.
class XmlListener {
 public:
  virtual ~XmlListener() = default;
  virtual void begin(std::string_view element, const Attributes& attributes) = 0;
  virtual void end(std::string_view element) = 0;
  virtual void text(std::string_view text) = 0;
};

// A file of XML in a ZIP archive, read bit by bit.
class XmlPart {
 public:
  XmlPart(std::string name, ZipPart part, XmlListener& listener);
  XmlPart(const XmlPart&) = delete;
  XmlPart& operator=(const XmlPart&) = delete;
  ~XmlPart();

  // Reads until the listener calls `pause`; false when all has been read.
  Expected<bool> go_on();

  // For the listener, while it is told something: lets go_on return, after the element that ends now.
  void pause();
  // The same, with why the file cannot be used.
  void fail(std::string why);

 private:
  struct Handlers;
  std::string name_;
  ZipPart part_;
  XmlListener& listener_;
  XML_ParserStruct* parser_;
  std::string failure_;
  bool paused_ = false;
  bool read_all_ = false;
};

// All of it. False where the archive has no such file.
Expected<bool> read_xml(std::string_view archive, const std::string& name, XmlListener& listener);

}  // namespace engage::drivers
