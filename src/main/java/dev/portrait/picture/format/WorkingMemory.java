package dev.portrait.picture.format;

/**
 * The memory that decoding one picture takes at most, beside its file and the scaled result.
 *
 * @param heap bytes of Java's heap
 * @param outside bytes that a native decoder allocates outside the heap
 */
public record WorkingMemory(long heap, long outside) {

    /** Memory of the heap only. */
    public static WorkingMemory ofHeap(long heap) {
        return new WorkingMemory(heap, 0);
    }

    WorkingMemory plusHeap(long bytes) {
        return new WorkingMemory(heap + bytes, outside);
    }
}
