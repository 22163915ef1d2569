# Gathers every rule in the package that conftest reads by default, so that
#
#	nhivet facts --format json > facts.json
#	conftest test --policy rules facts.json
#
# gives the verdicts of nhivet scan.
package main

deny contains object.union(verdict, {"rule": name}) if some verdict in data.nhi.rules[name].deny
