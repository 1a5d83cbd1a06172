package dev.portrait.user;

/** What another system changes of what it owns, field by field (contract §1). */
public record ManagedChange(
        Change<Long> extId,
        Change<String> email,
        Change<Boolean> emailValid,
        Change<String> tags,
        Change<Long> reputation,
        Change<Long> followings,
        Change<Long> followers,
        Change<Long> posts,
        Change<Long> discussions,
        Change<Long> statuses,
        Change<Long> polls) {

    /** Nothing of it is left. */
    static ManagedChange clear() {
        return new ManagedChange(
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear(),
                Change.clear());
    }
}
