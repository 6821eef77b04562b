package dev.paco.standalone;

/**
 * Where the console of the running pipeline is.
 *
 * @param url without a slash at its end
 */
record ConsoleAddress(String url) {}
