#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The formatters have the last word (R12), each as one TAP line.   format.sh SOURCE_ROOT [--fix]
set -uo pipefail
cd "$1" || exit 2
fix=${2:-}
number=0
failed=0

# check TITLE COMMAND…: the command's complaint goes to stderr.
check () {
  local title=$1 log
  shift
  number=$((number + 1))
  if log=$("$@" 2>&1); then
    echo "ok $number $title"
  else
    echo "not ok $number $title"
    echo "$log" | tail -n 40 >&2
    failed=1
  fi
}

c_files () {
  find app tests -name '*.[ch]' -not -path '*/_build*' | sort
}

c_is_formatted () {
  if [ -n "$fix" ]; then
    c_files | uncrustify -q -c .uncrustify.cfg --no-backup -F -
  else
    c_files | uncrustify -q -c .uncrustify.cfg --check -F - | grep -v '^PASS'
    [ "${PIPESTATUS[1]}" = 0 ]
  fi
}

blueprints_are_formatted () {
  local files
  mapfile -t files < <(find app -name '*.blp' | sort)
  [ ${#files[@]} = 0 ] || blueprint-compiler format ${fix:+-f} "${files[@]}"
}

meson_is_formatted () {
  local file bad=0
  while read -r file; do
    if [ -n "$fix" ]; then
      meson format -e -i "$file"
    elif ! meson format -e -q "$file"; then
      echo "$file"
      bad=1
    fi
  done < <(find . -name meson.build -not -path './_build*' | sort)
  return $bad
}

python_compiles () {
  find app tests -name '*.py' -exec python3 -c '
import ast, sys
for name in sys.argv[1:]:
    ast.parse(open(name, encoding="utf-8").read(), name)' {} +
}

shell_parses () {
  local file bad=0
  while read -r file; do
    bash -n "$file" || bad=1
  done < <(grep -rlE '^#!.*/(ba)?sh\b' app tests .ci --include='*' --exclude='*.py' --exclude-dir='_build*')
  return $bad
}

json_parses () {
  find schemas data tests -name '*.json' -exec python3 -c '
import json, sys
for name in sys.argv[1:]:
    try:
        json.load(open(name, encoding="utf-8"))
    except ValueError as error:
        sys.exit(f"{name}: {error}")' {} +
}

echo '1..6'
check 'C reads as uncrustify writes it' c_is_formatted
check 'blueprints read as their formatter writes them' blueprints_are_formatted
check 'meson.build reads as meson writes it' meson_is_formatted
check 'Python compiles' python_compiles
check 'shell parses' shell_parses
check 'JSON parses' json_parses
exit $failed
