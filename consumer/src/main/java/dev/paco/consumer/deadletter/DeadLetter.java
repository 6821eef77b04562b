package dev.paco.consumer.deadletter;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that can never be written.
 *
 * @param record as it was read
 * @param reason why
 * @param detail the fault in words; never a value of a text field
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record, DeadLetterReason reason, String detail) {}
