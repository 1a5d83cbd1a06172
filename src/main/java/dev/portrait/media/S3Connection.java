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

/** The way to the S3 store: who calls it, who signs addresses for others, and by what key. */
record S3Connection(S3Client client, S3Presigner presigner, AwsCredentialsProvider credentials)
        implements AutoCloseable {

    // No newer feature than what every S3-compatible store knows: checksums, chunks and Expect: 100-continue are
    // refused
    // by some.
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
        Duration attempt = settings.timeout().dividedBy(2); // so that one that hangs can be repeated
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
                        // What the user of the process has for other programs is not for this one.
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

    /** Sends no {@code Expect: 100-continue}: from a store that passes over it, the JDK would wait for the 100 in vain. */
    private static final class WithoutExpect implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder().removeHeader("Expect").build();
        }
    }
}
