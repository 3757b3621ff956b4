#include "drivers/zip_parts.h"

#include <fmt/format.h>
#include <minizip/unzip.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace engage::drivers {
namespace {

// minizip reads files; this is a file in memory.
struct Reading {
  std::string_view bytes;
  std::uint64_t at = 0;
};

void* open_bytes(void*, const void* name, int) { return new Reading{*static_cast<const std::string_view*>(name)}; }

uLong read_bytes(void*, void* stream, void* to, uLong size) {
  Reading& reading = *static_cast<Reading*>(stream);
  const std::size_t taken = std::min<std::size_t>(size, reading.bytes.size() - reading.at);
  std::memcpy(to, reading.bytes.data() + reading.at, taken);
  reading.at += taken;
  return taken;
}

uLong write_nothing(void*, void*, const void*, uLong) { return 0; }

ZPOS64_T tell(void*, void* stream) { return static_cast<Reading*>(stream)->at; }

long seek(void*, void* stream, ZPOS64_T offset, int origin) {
  Reading& reading = *static_cast<Reading*>(stream);
  const std::uint64_t from = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                             : origin == ZLIB_FILEFUNC_SEEK_CUR ? reading.at
                                                                : reading.bytes.size();
  if (offset > reading.bytes.size() - from) return -1;
  reading.at = from + offset;
  return 0;
}

int close_bytes(void*, void* stream) {
  delete static_cast<Reading*>(stream);
  return 0;
}

int no_error(void*, void*) { return 0; }

}  // namespace

void ZipPart::Close::operator()(void* archive) const { unzClose(archive); }

Expected<std::optional<ZipPart>> ZipPart::open(std::string_view archive, const std::string& name) {
  ZipPart part(name);
  zlib_filefunc64_def memory = {open_bytes, read_bytes, write_nothing, tell, seek, close_bytes, no_error, nullptr};
  part.archive_.reset(unzOpen2_64(&archive, &memory));
  if (part.archive_ == nullptr)
    return fault("the file is damaged, or not all of it is there: it has no table of contents");
  constexpr int kAnyCase = 2;  // as Office finds them
  if (unzLocateFile(part.archive_.get(), name.c_str(), kAnyCase) != UNZ_OK) return std::optional<ZipPart>();
  unz_file_info64 info;
  const int told = unzGetCurrentFileInfo64(part.archive_.get(), &info, nullptr, 0, nullptr, 0, nullptr, 0);
  if (told == UNZ_OK && (info.flag & 1u) != 0) return fault("the file is encrypted: save it without a password");
  if (told != UNZ_OK || unzOpenCurrentFile(part.archive_.get()) != UNZ_OK) {
    return fault(fmt::format("the file is damaged: its part {} cannot be read", name));
  }
  part.size_ = info.uncompressed_size;
  return std::optional<ZipPart>(std::move(part));
}

Expected<std::size_t> ZipPart::read(char* to, std::size_t size) {
  const int read = unzReadCurrentFile(archive_.get(), to, static_cast<unsigned>(size));
  // Only when it is closed is it held to its checksum.
  if (read < 0 || (read == 0 && unzCloseCurrentFile(archive_.get()) != UNZ_OK)) {
    return fault(fmt::format("the file is damaged: its part {} is not what was saved", name_));
  }
  return static_cast<std::size_t>(read);
}

}  // namespace engage::drivers
