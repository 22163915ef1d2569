// Package code states what a program in a scripting language has to do with agents and
// credentials: which literals and variables reach the clients of models, clouds and
// services, which tokens are issued for how long, which agents are built, with their
// tools and servers, and which protections are switched off.
//
// What a function, a class or an argument means is a row in the tables of a Language;
// the rest is the same for all: names are followed to values through imports of the
// repository's own modules, settings classes and functions that only hand on. Nothing
// is run, and what is not certain is no fact.
package code
