-- JF-6.1: the register of what the law asks of a platform also holds its two filings.
ALTER TABLE organisations.licences DROP CONSTRAINT licences_kind_check;
ALTER TABLE organisations.licences ADD CONSTRAINT licences_kind_check CHECK (kind IN (
    'BusinessLicence', 'HrServiceLicence', 'LabourDispatchLicence', 'IcpLicence', 'PublicSecurityFiling', 'SecurityGradeFiling', 'Other'));
