package dev.portrait.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of IPv4 or IPv6 addresses, or a single address.
 *
 * @param address any address of the block
 * @param prefixLength how many leading bits the addresses of the block have in common
 */
public record AddressBlock(InetAddress address, int prefixLength) {

    private static final Pattern BLOCK = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** Parses an address or a block in CIDR notation; returns empty if the text is neither. */
    public static Optional<AddressBlock> parse(String text) {
        Matcher block = BLOCK.matcher(text);
        if (!block.matches()) {
            return Optional.empty();
        }
        return literal(block.group(1)).flatMap(address -> {
            int bits = address.getAddress().length * 8;
            int prefixLength = block.group(2) == null ? bits : Integer.parseInt(block.group(2));
            return prefixLength <= bits ? Optional.of(new AddressBlock(address, prefixLength)) : Optional.empty();
        });
    }

    /** Whether the text is an address of this block. An IPv6 address may have brackets and a zone, as servers write it. */
    public boolean contains(String text) {
        return literal(text.replaceAll("^\\[|%.*|]$", ""))
                .filter(other -> other.getClass() == address.getClass())
                .filter(other -> prefix(other).equals(prefix(address)))
                .isPresent();
    }

    private BigInteger prefix(InetAddress of) {
        byte[] bytes = of.getAddress();
        return new BigInteger(1, bytes).shiftRight(bytes.length * 8 - prefixLength);
    }

    // InetAddress turns an IPv4-mapped IPv6 address, which dual-stack sockets report, into the IPv4 address.
    @SuppressWarnings("AddressSelection") // the text is no host name, so nothing is looked up
    private static Optional<InetAddress> literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixLength;
    }
}
