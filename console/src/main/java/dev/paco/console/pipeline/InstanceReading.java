package dev.paco.console.pipeline;

import java.util.Optional;

/**
 * What an instance of a part answers.
 *
 * @param part gateway or writer
 * @param address of the instance
 * @param state how it does
 * @param counted what it has counted, of a writer that tells
 */
record InstanceReading(String part, String address, PartState state, Optional<WriterReading> counted) {}
