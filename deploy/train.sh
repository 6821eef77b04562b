#!/usr/bin/env bash
# train.sh STANDALONE_JAR GATEWAY_JAR CONSUMER_JAR FOLDER: makes FOLDER/gateway.aot and FOLDER/consumer.aot, from which the JVM takes
# classes that are loaded and linked, and what it knows of methods (JEP 514 and 515, JDK 25).
#
# The programs work while they are watched: Kafka and Postgres of standalone are beside them, participants log in and save messages. The
# same JVM, jars and options must use the caches; others ignore them. Ports are those of the variables that the programs have.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
standalone=$(realpath "$1")
gateway=$(realpath "$2")
consumer=$(realpath "$3")
mkdir -p "$4"
folder=$(realpath "$4")
saves=${TRAINING_SAVES:-400}
work=$(mktemp -d)

export PACO_DATA_DIR=$work/data
export KAFKA_PORT=${KAFKA_PORT:-9092} POSTGRES_PORT=${POSTGRES_PORT:-5433}
export GATEWAY_PORT=${GATEWAY_PORT:-8000} GATEWAY_MANAGEMENT_PORT=${GATEWAY_MANAGEMENT_PORT:-8010} CONSUMER_PORT=${CONSUMER_PORT:-8001}
# What this run signs tokens with, nobody else has.
PACO_JWT_SECRET=$(cat /proc/sys/kernel/random/uuid /proc/sys/kernel/random/uuid | tr -d '\n-')
export PACO_JWT_SECRET
# -Xshare:auto and the like of the caller's must not get into a cache.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS

running=()
end() {
    for process in "${running[@]}"; do
        [[ -n $process ]] || continue
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap end EXIT

# begin NAME COMMAND...: in the background; $begun is its process.
begin() {
    local name=$1
    shift
    "$@" >"$work/$name.log" 2>&1 &
    begun=$!
    running=("$begun" "${running[@]}")
}

# stop PROCESS: returns when it has ended, its cache being written.
stop() {
    kill "$1"
    wait "$1" || true
    running=("${running[@]/$1/}")
}

# await NAME PROCESS PORT PATH: until it is ready; fails with its log when it is not within two minutes.
await() {
    for _ in $(seq 1200); do
        if "$here/ready.sh" "$3" "$4" 2>/dev/null; then
            return
        fi
        kill -0 "$2" 2>/dev/null || break
        sleep 0.1
    done
    cat "$work/$1.log" >&2
    echo "$1 has not become ready" >&2
    exit 1
}

# watched NAME JAR OPTION...: the program in its own folder, as the image starts it.
watched() {
    local name=$1 jar=$2
    shift 2
    cd "$(dirname "$jar")"
    exec "$java" -XX:AOTCacheOutput="$folder/$name.aot" "$@" -Xmx512m --enable-native-access=ALL-UNNAMED -jar "$(basename "$jar")"
}

# post PATH BODY [HEADER...]: on the connection that is open as 3; $status and $answer are what came back.
post() {
    local path=$1 body=$2 line length=0
    shift 2
    {
        printf 'POST /api/v1%s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' "$path"
        printf 'Content-Length: %d\r\n' "${#body}"
        (($# == 0)) || printf '%s\r\n' "$@"
        printf '\r\n%s' "$body"
    } >&3
    read -r -t 30 -u 3 _ status _
    while read -r -t 30 -u 3 line && [[ $line != $'\r' ]]; do
        line=${line%$'\r'}
        [[ ${line,,} != content-length:* ]] || length=${line#*: }
    done
    read -r -t 30 -u 3 -N "$length" answer
}

# talk RESEARCH_ID: logs in, saves one message after the other, each second one without waiting for its row, and reads them back.
talk() {
    local id=$1 token said prefer number
    exec 3<>"/dev/tcp/127.0.0.1/$GATEWAY_PORT"
    post /auth/login "{\"research_id\":\"$id\"}"
    token=${answer#*\"access_token\":\"}
    token="Authorization: Bearer ${token%%\"*}"
    for ((number = 1; number <= saves; number++)); do
        said="{\"research_id\":\"$id\",\"role\":\"user\",\"content\":\"I slept a little better, and the walks help. $number\",\"timestamp\":\"2025-01-08T16:00:00Z\",\"provider\":\"elevenlabs\",\"elevenlabs_conversation_id\":\"conv_$id\",\"elevenlabs_message_id\":\"$number\"}"
        prefer=wait=2
        ((number % 2)) || prefer=respond-async
        post /chat/save-message "$said" "$token" "Prefer: $prefer"
        [[ $status == 20? ]] || { echo "A save was answered $status" >&2; exit 1; }
    done
    post /chat/save-messages "{\"messages\":[$said,$said]}" "$token"
    post /chat/history "{\"research_id\":\"$id\"}" "$token"
    [[ $status == 200 ]] || { echo "Reading back was answered $status" >&2; exit 1; }
}

# Once everything, which makes schema, topics and participants.
begin standalone "$java" -Xmx512m -jar "$standalone"
await standalone "$begun" "$GATEWAY_PORT" /readyz
stop "$begun"

begin infrastructure "$java" -Xmx512m -jar "$standalone" infra
export KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:$KAFKA_PORT
DATABASE_URL=$(<"$PACO_DATA_DIR/database.url")
export DATABASE_URL
begin consumer watched consumer "$consumer" -XX:+UseSerialGC
writer=$begun
await consumer "$writer" "$CONSUMER_PORT" /actuator/health/readiness
begin gateway watched gateway "$gateway"
door=$begun
await gateway "$door" "$GATEWAY_PORT" /readyz

talkers=()
for id in RID001 RID002 RID003 RID004; do
    talk "$id" &
    talkers+=("$!")
done
for talker in "${talkers[@]}"; do
    wait "$talker"
done

stop "$door"
stop "$writer"
for name in gateway consumer; do
    if [[ ! -s $folder/$name.aot ]]; then
        cat "$work/$name.log" >&2
        echo "There is no cache of the $name; it takes JDK 25 or newer" >&2
        exit 1
    fi
    if grep -qF -e "$PACO_JWT_SECRET" -e "$DATABASE_URL" "$folder/$name.aot"; then
        echo "The cache of the $name has a secret in it" >&2
        exit 1
    fi
done
