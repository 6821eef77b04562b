/** What is measured: the product as processes, on a broker and a Postgres that are as durable as in production. */
@NullMarked
package dev.paco.bench.stand;

import org.jspecify.annotations.NullMarked;
