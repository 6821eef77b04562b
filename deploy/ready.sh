#!/usr/bin/env bash
# ready.sh PORT PATH: succeeds when this host answers GET PATH with 200 within 3 s.
# Needs bash alone: the runtime image is not sure to have curl or wget.
exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
read -r -t 3 -u 3 _ status _ && [[ $status == 200 ]] || exit 1
