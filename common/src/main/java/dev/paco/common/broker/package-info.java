/** How clients reach Kafka's brokers and prove who they are, from the same settings in every program. */
@NullMarked
package dev.paco.common.broker;

import org.jspecify.annotations.NullMarked;
