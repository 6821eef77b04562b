package dev.paco.console.job;

/**
 * A line of what a page tells of a job.
 *
 * @param name of the line
 * @param value for people
 * @param number whether it is one
 */
public record Fact(String name, String value, boolean number) {}
