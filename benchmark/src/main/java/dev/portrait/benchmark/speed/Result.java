package dev.portrait.benchmark.speed;

/**
 * The result of one load in one run.
 *
 * @param perSecond requests or transactions per second
 * @param median the median response time, in milliseconds
 * @param p99 the 99th percentile of the response times, in milliseconds
 */
record Result(Load load, double perSecond, double median, double p99) {}
