# docker build --target gateway .
# docker build --target consumer .

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
# The tests are compiled, since modules share their test jar, and run elsewhere.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -ntp -pl gateway,consumer -am -DskipTests -Dspotless.check.skip=true package
RUN java -Djarmode=tools -jar gateway/target/gateway.jar extract --layers --destination /layers/gateway \
 && java -Djarmode=tools -jar consumer/target/consumer.jar extract --layers --destination /layers/consumer

FROM eclipse-temurin:25-jre AS runtime
WORKDIR /app
COPY --chmod=755 deploy/ready.sh ./
USER 10001:10001

# Heap takes 60 % of the container's memory; the rest is for buffers, threads and classes.
FROM runtime AS gateway
COPY --from=build /layers/gateway/dependencies/ ./
COPY --from=build /layers/gateway/snapshot-dependencies/ ./
COPY --from=build /layers/gateway/application/ ./
EXPOSE 8000 8010
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", "-jar", "gateway.jar"]

FROM runtime AS consumer
COPY --from=build /layers/consumer/dependencies/ ./
COPY --from=build /layers/consumer/snapshot-dependencies/ ./
COPY --from=build /layers/consumer/application/ ./
EXPOSE 8001
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", "-jar", "consumer.jar"]
