package dev.paco.console.audit;

/**
 * Who acts; a parameter of any controller's method.
 *
 * @param username of the user
 * @param address they come from
 */
public record Actor(String username, String address) {}
