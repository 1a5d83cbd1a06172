import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * Prints the public key of a PEM file as a JSON Web Key Set, RSA or EC P-256: {@code java PemToJwks.java key.pem KID}. KID is the
 * {@code kid} in the header of the identity provider's tokens. Without it, the key has no id.
 */
class PemToJwks {

    private static final int P_256_BITS = 256;

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        if (args.length < 1 || args.length > 2 || (args.length == 2 && !args[1].matches("[^\\p{Cntrl}\"\\\\]+"))) {
            System.err.println("Usage: java PemToJwks.java key.pem [KID], where KID has no quote and no backslash");
            System.exit(2);
        }
        String id = args.length == 2 ? "\"kid\":\"" + args[1] + "\"," : "";
        System.out.println("{\"keys\":[{" + id + "\"use\":\"sig\"," + members(read(Path.of(args[0]))) + "}]}");
    }

    private static byte[] read(Path file) throws IOException {
        String pem = Files.readString(file);
        int begin = pem.indexOf("-----BEGIN PUBLIC KEY-----");
        int end = pem.indexOf("-----END PUBLIC KEY-----");
        if (begin < 0 || end < begin) {
            throw new IOException(file + " has no line \"-----BEGIN PUBLIC KEY-----\" with a key below it.");
        }
        return Base64.getMimeDecoder().decode(pem.substring(pem.indexOf("\n", begin) + 1, end));
    }

    private static String members(byte[] der) throws GeneralSecurityException {
        PublicKey key = key(der);
        if (key instanceof RSAPublicKey rsa) {
            return "\"kty\":\"RSA\",\"alg\":\"RS256\",\"n\":\"" + encode(rsa.getModulus(), 1) + "\",\"e\":\""
                    + encode(rsa.getPublicExponent(), 1) + "\"";
        }
        ECPublicKey ec = (ECPublicKey) key;
        if (ec.getParams().getCurve().getField().getFieldSize() != P_256_BITS) {
            throw new InvalidKeySpecException("The curve of the key is not P-256.");
        }
        return "\"kty\":\"EC\",\"alg\":\"ES256\",\"crv\":\"P-256\",\"x\":\""
                + encode(ec.getW().getAffineX(), P_256_BITS / 8) + "\",\"y\":\""
                + encode(ec.getW().getAffineY(), P_256_BITS / 8) + "\"";
    }

    private static PublicKey key(byte[] der) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        } catch (InvalidKeySpecException notRsa) {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
        }
    }

    // Unsigned and big-endian. Coordinates have leading zeros (RFC 7518, section 6.2.1.2), RSA numbers have none.
    private static String encode(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        int skipped = signed[0] == 0 ? 1 : 0;
        byte[] bytes = new byte[Math.max(length, signed.length - skipped)];
        System.arraycopy(signed, skipped, bytes, bytes.length - signed.length + skipped, signed.length - skipped);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
