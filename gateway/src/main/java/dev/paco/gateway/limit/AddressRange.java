package dev.paco.gateway.limit;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.Optional;

/** Addresses that begin with the same bits, written {@code 10.0.0.0/8}, {@code fd00::/8} or as a single address. */
final class AddressRange {

    private static final int LONGEST = 64;

    private final byte[] prefix;
    private final int bits;

    private AddressRange(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * Reads one; names are not looked up.
     *
     * @throws InvalidProxyException when it is no range
     */
    static AddressRange parse(String text) {
        String[] parts = text.strip().split("/", 2);
        byte[] address = address(parts[0]).orElseThrow(() -> new InvalidProxyException(text));
        int all = address.length * Byte.SIZE;
        int bits = parts.length == 1 ? all : bits(parts[1], text);
        if (bits > all) {
            throw new InvalidProxyException(text);
        }
        return new AddressRange(address, bits);
    }

    /** The 4 or 16 bytes of an address; those of an IPv4 address that is written as IPv6 are 4. */
    static Optional<byte[]> address(String text) {
        byte[] bytes = text.length() > LONGEST ? null : NetUtil.createByteArrayFromIpAddressString(text);
        return Optional.ofNullable(bytes).map(AddressRange::unmapped);
    }

    boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        int mask = 0xff00 >> bits % Byte.SIZE & 0xff;
        return Arrays.equals(address, 0, whole, prefix, 0, whole)
                && (mask == 0 || (address[whole] & mask) == (prefix[whole] & mask));
    }

    private static int bits(String text, String range) {
        if (!text.matches("\\d{1,3}")) {
            throw new InvalidProxyException(range);
        }
        return Integer.parseInt(text);
    }

    private static byte[] unmapped(byte[] address) {
        boolean mapped = address.length == 16
                && address[10] == -1
                && address[11] == -1
                && Arrays.equals(address, 0, 10, new byte[10], 0, 10);
        return mapped ? Arrays.copyOfRange(address, 12, 16) : address;
    }
}
