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
 * The access key that the environment, the container or the machine has for this process. Where there is none, a look takes
 * seconds, as a machine that is not Amazon's may never answer: so one caller looks, and those who come with it or soon after
 * are told what it saw.
 */
final class S3Credentials implements AwsCredentialsProvider, SdkAutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder()
            // What the user of the process has for other programs is not for this one.
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

    /** Nobody has told with which key to call the store. */
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
