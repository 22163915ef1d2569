package aws

// FoundByName are the names by which services find a role that no other setting
// names.
// https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html#CHAP_Security.APIRole
// https://docs.aws.amazon.com/vm-import/latest/userguide/required-permissions.html#vmimport-role
var FoundByName = map[string]bool{
	"dms-vpc-role": true, "dms-cloudwatch-logs-role": true, "dms-access-for-endpoint": true, "vmimport": true,
}
