#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes a stand-in for the GNOME runtime and SDK of this system's own /usr, so that the Flatpak can be built, installed
# and run with no network.   flatpak-runtime.sh FOLDER VERSION
#
# It shows that the manifest builds, what it exports, and that the app works with what its sandbox lets in; it does not
# show that the versions of the libraries in the real runtime fit. FOLDER becomes a home with a Flatpak installation of
# its own, of 3 GB; nothing outside it is touched. Needs flatpak, flatpak-builder, ostree, elfutils, appstream-compose.
set -euo pipefail
folder=$1
version=$2
arch=$(flatpak --default-arch)
export HOME=$folder XDG_DATA_HOME=$folder/share XDG_CACHE_HOME=$folder/cache XDG_RUNTIME_DIR=$folder/run
tree=$folder/tree
repository=$folder/runtimes

# What no app needs to be built or run is most of the weight.
copy_usr () {
  mkdir -p "$tree/usr" "$tree/files" "$tree/var"
  tar -C /usr --exclude=./share/doc --exclude=./share/man --exclude=./share/locale --exclude=./share/help \
    --exclude=./share/i18n --exclude=./share/squeekboard --exclude=./share/novnc --exclude=./src --exclude=./games \
    --exclude='./lib/llvm*' --exclude='*/libLLVM*' --exclude='*/libclang*' --exclude='./share/fonts/truetype/noto' \
    --exclude='*.a' --exclude=__pycache__ -cf - . | tar -C "$tree/usr" -xf -
  # C programs still need the few archives of the compiler and the C library.
  (cd /usr && tar -cf - $(find lib -name 'libgcc*.a' -o -name '*_nonshared.a' -o -name 'libpthread.a' -o -name 'libdl.a')) |
    tar -C "$tree/usr" -xf -
  cp -a /etc "$tree/usr/etc"
}

export_runtime () {
  printf '[Runtime]\nname=org.gnome.%s\nruntime=org.gnome.Platform/%s/%s\nsdk=org.gnome.Sdk/%s/%s\n' \
    "$1" "$arch" "$version" "$arch" "$version" >"$tree/metadata"
  flatpak build-export --runtime --disable-sandbox "$repository" "$tree" "$version" >/dev/null
}

rm -rf "$folder"
mkdir -p "$folder"
mkdir -m 700 "$XDG_RUNTIME_DIR"
copy_usr
# Compressing two gigabytes would take longer than all the rest.
ostree --repo="$repository" init --mode=bare-user
export_runtime Sdk
export_runtime Platform
rm -rf "$tree"
flatpak build-update-repo "$repository" >/dev/null
flatpak --user remote-add --no-gpg-verify local "file://$repository"
flatpak --user install -y --noninteractive local "org.gnome.Sdk//$version" "org.gnome.Platform//$version"
rm -rf "$repository"
