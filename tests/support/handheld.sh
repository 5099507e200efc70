#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A handheld in a web page: inside a session, the app with an on-screen keyboard, watched through noVNC.
#
#   session.sh -- handheld.sh WEB_PORT VNC_PORT APP…
#
# Both ports are on loopback. The app is started again when it is closed, as a tap on its icon would.
set -euo pipefail
web_port=$1
vnc_port=$2
shift 2

pages=$PASSANT_SESSION/pages
mkdir "$pages"
ln -s /usr/share/novnc "$pages/novnc"
target="novnc/vnc.html?host=127.0.0.1&port=$vnc_port&path=&encrypt=0&autoconnect=1&resize=scale&reconnect=1"
cat >"$pages/index.html" <<HTML
<!DOCTYPE html>
<meta charset="utf-8">
<title>Passant</title>
<style>html, body, iframe { margin: 0; width: 100%; height: 100%; border: 0; display: block; background: #241f31 }</style>
<iframe src="$target" title="The handheld"></iframe>
HTML

gsettings set org.gnome.desktop.a11y.applications screen-keyboard-enabled true
squeekboard >"$PASSANT_SESSION/squeekboard.log" 2>&1 &
wayvnc -L error --websocket -S "$XDG_RUNTIME_DIR/wayvncctl-web" 127.0.0.1 "$vnc_port" \
  >"$PASSANT_SESSION/wayvnc-web.log" 2>&1 &
python3 -m http.server "$web_port" --bind 127.0.0.1 -d "$pages" >"$PASSANT_SESSION/pages.log" 2>&1 &

while true; do
  "$@" || sleep 1
done
