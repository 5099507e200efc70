#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every language of po/LINGUAS says all there is to say, as TAP lines.   translations.sh SOURCE_ROOT
set -uo pipefail
export LC_ALL=C.UTF-8
cd "$1" || exit 2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mapfile -t languages < <(grep -v '^#' po/LINGUAS | tr -s ' ' '\n' | grep .)
number=0
failed=0

# check TITLE COMMAND…: the command succeeds and finds nothing to say. What it says goes to stderr.
check () {
  local title=$1 log
  shift
  number=$((number + 1))
  if log=$("$@" 2>&1) && [ -z "$log" ]; then
    echo "ok $number $title"
  else
    echo "not ok $number $title"
    echo "$log" >&2
    failed=1
  fi
}

# The keywords are those of the preset that po/meson.build names. xgettext says at length that it takes Blueprint for C.
collect () {
  xgettext --from-code=UTF-8 --add-comments --files-from=po/POTFILES.in --output="$scratch/pot" \
    --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 \
    --keyword=g_dcgettext:2 --keyword=g_dngettext:2,3 --keyword=g_dpgettext2:2c,3 \
    --flag=N_:1:pass-c-format --flag=C_:2:pass-c-format --flag=NC_:2:pass-c-format \
    --flag=g_dngettext:2:pass-c-format --flag=g_dngettext:3:pass-c-format \
    --flag=g_strdup_printf:1:c-format --flag=g_set_error:4:c-format 2>"$scratch/log" ||
    cat "$scratch/log"
  [ "$(grep -c '^msgid' "$scratch/pot")" -gt 100 ] || echo 'hardly anything was found to translate'
}

# What stands in the sources and has no words in $1, or only guessed ones; and words for what stands there no more.
missing () {
  msgmerge --quiet --no-fuzzy-matching --output="$scratch/po" "po/$1.po" "$scratch/pot" &&
    msgattrib --no-obsolete --no-wrap --untranslated "$scratch/po" | sed -n '/^#:/,$p' &&
    msgattrib --no-wrap --only-fuzzy "po/$1.po" | sed -n '/^#,/,$p' &&
    msgattrib --no-wrap --only-obsolete "$scratch/po" | sed -n '/^#~/p'
}

echo "1..$((1 + 2 * ${#languages[@]}))"
check 'the sources have texts to translate' collect
for language in "${languages[@]}"; do
  check "$language.po is well formed" msgfmt --check --output-file=/dev/null "po/$language.po"
  check "$language.po has words for all of them, and no others" missing "$language"
done
exit $failed
