package tree

import "strings"

// ForeignHCL says whether a file in HCL is one of Terragrunt, Packer or a lock
// file, by its base name: blocks of theirs are called like those of others.
func ForeignHCL(base string) bool {
	return base == "terragrunt.hcl" || strings.HasSuffix(base, ".lock.hcl") || strings.HasSuffix(base, ".pkr.hcl")
}
