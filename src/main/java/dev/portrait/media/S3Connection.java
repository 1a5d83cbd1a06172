package dev.portrait.media;

import dev.portrait.config.S3Settings;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The connection to an S3 store: a client for calls, a presigner for URLs, and the access key of both. */
record S3Connection(S3Client client, S3Presigner presigner, AwsCredentialsProvider credentials)
        implements AutoCloseable {

    // No checksums, chunks and Expect: 100-continue: some S3-compatible stores refuse them (aws/aws-sdk-java-v2,
    // discussion 5802).
    private static S3Configuration plain(S3Settings settings) {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(settings.pathStyle())
                .chunkedEncodingEnabled(false)
                .build();
    }

    static S3Connection open(S3Settings settings) {
        AwsCredentialsProvider credentials = credentials(settings);
        S3Client client = client(settings, credentials);
        S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .serviceConfiguration(plain(settings))
                .build();
        return new S3Connection(client, presigner, credentials);
    }

    private static S3Client client(S3Settings settings, AwsCredentialsProvider credentials) {
        Duration attempt = settings.timeout().dividedBy(2); // so that an attempt that hangs can be retried
        return S3Client.builder()
                .endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .serviceConfiguration(plain(settings))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(attempt)
                        .socketTimeout(attempt))
                .overrideConfiguration(override -> override.apiCallTimeout(settings.timeout())
                        .apiCallAttemptTimeout(attempt)
                        .retryStrategy(RetryMode.STANDARD)
                        .addExecutionInterceptor(new WithoutExpect())
                        // No profile files: they belong to other programs of the same user.
                        .defaultProfileFile(ProfileFile.aggregator().build()))
                .build();
    }

    private static AwsCredentialsProvider credentials(S3Settings settings) {
        return settings.keys()
                .<AwsCredentialsProvider>map(keys ->
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.access(), keys.secret())))
                .orElseGet(S3Credentials::new);
    }

    @Override
    public void close() {
        client.close();
        presigner.close();
        if (credentials instanceof S3Credentials found) {
            found.close();
        }
    }

    /**
     * Removes {@code Expect: 100-continue}, which the SDK always adds (aws/aws-sdk-java-v2#6537). If a store ignores it, the JDK waits in
     * vain for the 100.
     */
    private static final class WithoutExpect implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder().removeHeader("Expect").build();
        }
    }
}
