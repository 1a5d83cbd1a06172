/** The application that the tests deploy beside Portrait; it knows nothing of it. */
package dev.portrait.it.neighbour;
