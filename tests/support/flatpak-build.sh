#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the manifest in flatpak/ and installs what it makes into FOLDER, a home made by flatpak-runtime.sh.
#   flatpak-build.sh FOLDER
#
# The bundled libraries are left to the stand-in runtime, which has them: fetching them needs a network.
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
folder=$1
export HOME=$folder XDG_DATA_HOME=$folder/share XDG_CACHE_HOME=$folder/cache XDG_RUNTIME_DIR=$folder/run
manifest=$folder/manifest.json

# Flatpak's own sandbox wants a /proc that hides nothing, which a container's does.
if [ -z "${PASSANT_OWN_PROC:-}" ] && unshare --mount --pid --fork --mount-proc true 2>/dev/null; then
  PASSANT_OWN_PROC=1 exec unshare --mount --pid --fork --kill-child --mount-proc "$0" "$@"
fi

cd "$folder"
flatpak-builder --show-manifest "$top/flatpak/io.github.passant_survey.Passant.yml" | python3 -c '
import json, sys
manifest = json.load(sys.stdin)
top = sys.argv[1]
manifest["modules"] = [each for each in manifest["modules"] if each["name"] == "passant"]
for source in manifest["modules"][0]["sources"]:
    source["path"] = top
json.dump(manifest, sys.stdout, indent=1)' "$top" >"$manifest"
exec flatpak-builder --user --install --force-clean --disable-rofiles-fuse --disable-updates --disable-cache \
  --state-dir="$folder/state" "$folder/build" "$manifest"
