# shellcheck shell=sh
# Long work told in few lines; what it says itself goes to a log. For examples/run and tests/run, which source this.

# step TITLE LOG COMMAND...: runs the command and shows how far it is: on a terminal in one line that changes, elsewhere
# in a line a minute. When it fails, says why, as far as that can be told, and what to do; and ends the script.
step() {
  step_title=$1 step_log=$2
  shift 2
  step_begin=$(date +%s) step_told=0
  "$@" >"$step_log" 2>&1 </dev/null &
  step_child=$!
  trap 'kill "$step_child" 2>/dev/null; wait "$step_child" || true; echo "interrupted" >&2; exit 130' INT TERM HUP
  [ -t 2 ] || echo "$step_title ..." >&2
  while kill -0 "$step_child" 2>/dev/null; do
    step_show
    sleep 0.3
  done
  step_code=0
  wait "$step_child" || step_code=$?
  trap - INT TERM HUP
  [ ! -t 2 ] || printf '\r\033[K' >&2
  if [ "$step_code" -ne 0 ]; then
    step_explain >&2
    exit 2
  fi
  echo "$step_title: done in $(($(date +%s) - step_begin)) s" >&2
}

step_show() {
  step_passed=$(($(date +%s) - step_begin))
  step_percent=$(tail -c 2000 "$step_log" | sed -n 's/^\[ *\([0-9]*%\)\].*/, \1/p' | tail -n 1)
  if [ -t 2 ]; then
    printf '\r\033[K%s ... %s s%s' "$step_title" "$step_passed" "$step_percent" >&2
  elif [ $((step_passed / 60)) -gt "$step_told" ]; then
    step_told=$((step_passed / 60))
    echo "  $step_passed s$step_percent" >&2
  fi
}

step_explain() {
  echo "$step_title: failed after $(($(date +%s) - step_begin)) s. From $step_log:"
  echo
  # The first thing that failed, without its command line; else the end.
  { sed -n '/^FAILED: /,$p' "$step_log" | sed 2d | grep . || tail -n 12 "$step_log"; } | head -n 25 | cut -c1-200 |
    sed 's/^/  /'
  echo
  if step_says 'No space left on device|not enough free space|have enough free space'; then
    echo "The disk is full: README.md says how much is needed. Make room and run this again; it goes on where it was."
  elif step_says 'Killed|out of memory|virtual memory exhausted|Cannot allocate memory|fatal signal terminated'; then
    echo "The memory was not enough. Close other programs, or build one file at a time: JOBS=1 and this command again."
  elif step_says 'Could not resolve|Temporary failure resolving|Could not connect|Unable to connect|Network is u'; then
    echo "The packages could not be fetched: is this machine connected, and does apt know its proxy (/etc/apt)?"
    echo "Without a network, install these from a mirror of yours:"
    # shellcheck disable=SC2086  # an option or none
    .ci/packages ${step_packages:-} --missing
  elif step_says 'is not valid yet|is expired'; then
    echo "The package lists are dated otherwise than this machine's clock: set the clock and run this again."
  elif step_says 'Could not get lock|Unable to acquire the dpkg'; then
    echo "Another program is installing packages: let it end and run this again."
  elif step_says 'no sudo to install|not in the sudoers|a password is required|may not run sudo|terminal is req'; then
    echo "Packages are installed by root. Ask whoever looks after this machine for: .ci/packages ${step_packages:-}"
  elif step_says 'Unable to locate package|has no installation candidate|no apt-get here' || ! step_debian_12; then
    echo "This was tried on Debian 12 only. Elsewhere, install what .ci/packages lists by other means: g++ 12 or newer,"
    echo "CMake 3.25, Ninja, PEGTL 3, and the libraries; then this command goes on from there."
  elif step_says 'CMakeCache.txt|does not match the generator'; then
    echo "The folder build/ was made by another checkout or generator: remove it and run this again."
  else
    echo "If the end of the log does not say what to do: remove build/, try again, then send the whole log along."
  fi
}

step_says() { grep -qE "$1" "$step_log"; }
step_debian_12() { grep -qs '^VERSION_ID="12"' /etc/os-release && grep -qs '^ID=debian' /etc/os-release; }

# Sets how many files are compiled at once: as there are processors, and no more than memory is there for.
choose_jobs() {
  # In MB: what the largest unit of the program takes, and a little more.
  largest=900
  free=$(sed -n 's/^MemAvailable: *\([0-9]*\)[0-9]\{3\} kB/\1/p' /proc/meminfo)
  jobs=${JOBS:-$(nproc)}
  [ -n "${JOBS:-}" ] || [ "$jobs" -le $((${free:-4000} / largest)) ] || jobs=$((free / largest))
  [ "$jobs" -ge 1 ] || jobs=1
  export CMAKE_BUILD_PARALLEL_LEVEL="$jobs" NINJA_STATUS='[%p] '
}
