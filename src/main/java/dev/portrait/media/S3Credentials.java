package dev.portrait.media;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The access key that the environment, the container or the machine provides for this process. Without a key, a look-up takes seconds,
 * because outside Amazon the metadata service may never respond. So one caller looks it up, and callers within five seconds get the
 * same failure.
 */
final class S3Credentials implements AwsCredentialsProvider, SdkAutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder()
            // No profile files: they belong to other programs of the same user.
            .profileFile(() -> ProfileFile.aggregator().build())
            .build();

    private Optional<SdkClientException> failure = Optional.empty();
    private long failedAt;

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        if (failure.isPresent() && System.nanoTime() - failedAt < PAUSE.toNanos()) {
            throw new NoAccessKey(failure.get());
        }
        try {
            AwsCredentials found = chain.resolveCredentials();
            failure = Optional.empty();
            return found;
        } catch (SdkClientException e) {
            failure = Optional.of(e);
            failedAt = System.nanoTime();
            throw new NoAccessKey(e);
        }
    }

    @Override
    public void close() {
        chain.close();
    }

    /** No access key was found. */
    static final class NoAccessKey extends SdkClientException {

        private static final long serialVersionUID = 1L;

        NoAccessKey(SdkClientException cause) {
            super(SdkClientException.builder()
                    .message(
                            "No access key for the bucket is set, and none was found in the environment, the container or"
                                    + " the machine")
                    .cause(cause));
        }
    }
}
