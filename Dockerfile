# docker build --target gateway .
# docker build --target consumer .
# docker build --target console .

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
# The tests are compiled, since modules share their test jar, and run elsewhere.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -ntp -pl standalone -am -DskipTests -Dspotless.check.skip=true package
RUN java -Djarmode=tools -jar gateway/target/gateway.jar extract --layers --destination /layers/gateway \
 && java -Djarmode=tools -jar consumer/target/consumer.jar extract --layers --destination /layers/consumer \
 && java -Djarmode=tools -jar console/target/console.jar extract --layers --destination /layers/console

FROM eclipse-temurin:25-jre AS runtime
# Postgres, which runs while the programs are trained, wants its user to have a name.
RUN groupadd --gid 10001 paco && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin paco
WORKDIR /app
COPY --chmod=755 deploy/ready.sh ./
COPY deploy/jvm.args ./
USER 10001:10001

FROM runtime AS gateway-files
WORKDIR /app/gateway
COPY --from=build /layers/gateway/dependencies/ ./
COPY --from=build /layers/gateway/snapshot-dependencies/ ./
COPY --from=build /layers/gateway/application/ ./

FROM runtime AS consumer-files
WORKDIR /app/consumer
COPY --from=build /layers/consumer/dependencies/ ./
COPY --from=build /layers/consumer/snapshot-dependencies/ ./
COPY --from=build /layers/consumer/application/ ./

# A cache is of use to the same JVM, with the same jars, in the same places, of the same age: so they are these.
FROM runtime AS trained
COPY --from=gateway-files /app/gateway/ gateway/
COPY --from=consumer-files /app/consumer/ consumer/
COPY --from=build /src/standalone/target/standalone.jar ./
COPY --chmod=755 deploy/train.sh ./
RUN ./train.sh standalone.jar gateway/gateway.jar consumer/consumer.jar /tmp/trained

# Heap takes 60 % of the container's memory; the rest is for buffers, threads and classes.
FROM gateway-files AS gateway
COPY --from=trained /tmp/trained/gateway.aot ./
EXPOSE 8000 8010
ENTRYPOINT ["java", "@/app/jvm.args", "-XX:AOTCache=gateway.aot", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", "-jar", "gateway.jar"]

# A small heap that a backlog fills and empties all the time: marking it beside the work, as G1 does, costs more than the pauses.
FROM consumer-files AS consumer
COPY --from=trained /tmp/trained/consumer.aot ./
EXPOSE 8001
ENTRYPOINT ["java", "@/app/jvm.args", "-XX:AOTCache=consumer.aot", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", "-jar", "consumer.jar"]

# Nobody waits for its start, so it is not trained.
FROM runtime AS console-files
WORKDIR /app/console
COPY --from=build /layers/console/dependencies/ ./
COPY --from=build /layers/console/snapshot-dependencies/ ./
COPY --from=build /layers/console/application/ ./

FROM console-files AS console
EXPOSE 8002 8012
ENTRYPOINT ["java", "@/app/jvm.args", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", "-jar", "console.jar"]
