import pulumi_gcp as gcp

account = gcp.serviceaccount.Account("planner", account_id="planner")
gcp.serviceaccount.Key("planner", service_account_id=account.name)
