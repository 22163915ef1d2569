import pulumi_gcp as gcp

account = gcp.serviceaccount.Account("planner", account_id="planner")
gcp.cloudrunv2.Service("planner", location="europe-west1", template=gcp.cloudrunv2.ServiceTemplateArgs(service_account=account.email))
