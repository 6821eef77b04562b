#!/usr/bin/env bash
# The rights that each part needs at the brokers, and no more. Every argument is handed to Kafka's own tool, for example
#
#   deploy/kafka/acls.sh --bootstrap-server broker:9092 --command-config admin.properties
#
# Users are those of KAFKA_USERNAME: paco-gateway, paco-writer and, for consumer.jar's commands and the console, which does the same,
# paco-operator.
# The topics must exist: start the consumer once as paco-operator, which creates them.
set -euo pipefail

acl() { kafka-acls.sh "${connection[@]}" --add --force "$@"; }
connection=("$@")

acl --allow-principal User:paco-gateway --operation Write --operation DescribeConfigs --topic paco.messages
acl --allow-principal User:paco-gateway --operation Read --topic paco.confirmations

acl --allow-principal User:paco-writer --operation Read --topic paco.messages
acl --allow-principal User:paco-writer --operation Read --group paco-writer
acl --allow-principal User:paco-writer --operation Write --topic paco.messages.dlt --topic paco.confirmations

acl --allow-principal User:paco-operator --operation All --topic paco. --resource-pattern-type prefixed
acl --allow-principal User:paco-operator --operation All --group paco- --resource-pattern-type prefixed
