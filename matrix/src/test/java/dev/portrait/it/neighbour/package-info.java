/** The second application that the tests deploy next to Portrait. */
package dev.portrait.it.neighbour;
