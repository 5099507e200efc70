#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command in a desktop session of its own: a headless compositor in the shape of a handheld, a message bus, an
# empty home. Nothing of it is seen outside, and nothing of it outlives the command.
#
#   tests/support/session.sh [--size=WIDTHxHEIGHT] [--scale=N] COMMAND…
#
# The size is in logical pixels, 360x720 at scale 2 unless said otherwise. The command finds WAYLAND_DISPLAY as usual,
# PASSANT_SESSION (a folder that goes away with the session) and PASSANT_VNC, a Unix socket where a VNC client may hold a
# pointer. Its exit status is the session's.
set -euo pipefail

size=360x720
scale=2
while [ $# -gt 0 ]; do
  case $1 in
  --size=*) size=${1#*=} ;;
  --scale=*) scale=${1#*=} ;;
  --) shift; break ;;
  -*) echo "session.sh: unknown option $1" >&2; exit 2 ;;
  *) break ;;
  esac
  shift
done
[ $# -gt 0 ] || { echo 'session.sh: run what?' >&2; exit 2; }

wait_for_socket () {
  for _ in $(seq 200); do
    [ -S "$1" ] && return 0
    sleep 0.05
  done
  echo "session.sh: $1 did not appear" >&2
  tail -n 20 "$PASSANT_SESSION"/*.log >&2
  return 1
}

# Inside, where the system allows it, a pid namespace.
if [ "${PASSANT_SESSION_STAGE:-}" = inside ]; then
  unset PASSANT_SESSION_STAGE
  export DBUS_SESSION_BUS_ADDRESS=unix:path=$XDG_RUNTIME_DIR/bus
  dbus-daemon --session --nofork --nopidfile --address="$DBUS_SESSION_BUS_ADDRESS" \
    >"$PASSANT_SESSION/bus.log" 2>&1 &
  bus=$!
  wait_for_socket "$XDG_RUNTIME_DIR/bus"
  phoc -C "$PASSANT_SESSION/phoc.ini" >"$PASSANT_SESSION/phoc.log" 2>&1 &
  phoc=$!
  wait_for_socket "$XDG_RUNTIME_DIR/wayland-0"
  export WAYLAND_DISPLAY=wayland-0
  wayvnc -L error -u "$PASSANT_VNC" >"$PASSANT_SESSION/wayvnc.log" 2>&1 &
  wayvnc=$!
  wait_for_socket "$PASSANT_VNC"
  status=0
  "$@" || status=$?
  # phoc 0.46 aborts at exit after any virtual pointer, so its own status says nothing.
  kill "$wayvnc" "$phoc" "$bus" 2>/dev/null || true
  wait 2>/dev/null || true
  exit "$status"
fi

session=$(mktemp -d "${TMPDIR:-/tmp}/passant-session.XXXXXX")
trap 'rm -rf "$session"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
mkdir -m 700 "$session/runtime" "$session/home"
# Mode is in device pixels.
cat >"$session/phoc.ini" <<INI
[core]
xwayland = false
[output:HEADLESS-1]
mode = $((${size%x*} * scale))x$((${size#*x} * scale))
scale = $scale
INI

unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME
export HOME=$session/home XDG_RUNTIME_DIR=$session/runtime
export PASSANT_SESSION=$session PASSANT_SESSION_STAGE=inside PASSANT_VNC=$session/runtime/vnc
export PASSANT_SIZE=$size PASSANT_SCALE=$scale
export LC_ALL=${LC_ALL:-C.UTF-8} GDK_BACKEND=wayland GSK_RENDERER=cairo GSETTINGS_BACKEND=keyfile
# Inside a root without /run/dconf or a portal, both would only cost time.
export ADW_DISABLE_PORTAL=1 GDK_DEBUG=no-portals GTK_A11Y=${GTK_A11Y:-atspi} NO_AT_BRIDGE=0
export WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1

apart=()
if unshare --pid --fork --mount-proc --kill-child true 2>/dev/null; then
  apart=(unshare --pid --fork --mount-proc --kill-child)
fi
status=0
"${apart[@]}" "$(readlink -f "$0")" --size="$size" --scale="$scale" -- "$@" || status=$?
exit "$status"
