package dev.portrait.benchmark.speed;

/**
 * What one load came to in one run.
 *
 * @param perSecond requests, or transactions, in a second
 * @param median how long half of them took at most, in milliseconds
 * @param p99 how long 99 of 100 took at most, in milliseconds
 */
record Result(Load load, double perSecond, double median, double p99) {}
