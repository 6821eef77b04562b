package dev.paco.gateway.limit;

import java.nio.ByteBuffer;

/**
 * Whom an address belongs to: an IPv4 address is its own, of IPv6 one customer has at least a /64.
 *
 * @param bits the address, or its first half
 */
record Network(long bits, boolean ipv6) {

    private static final int IPV4_BYTES = 4;

    /** The network of the address of 4 or 16 bytes. */
    static Network of(byte[] address) {
        return address.length == IPV4_BYTES
                ? new Network(ByteBuffer.wrap(address).getInt(), false)
                : new Network(ByteBuffer.wrap(address).getLong(), true);
    }
}
