"""The published sources that rules cite, named once each."""

HMIP_2023 = (
    "HM Inspectorate of Probation, independent serious further offence review of Jordan McSweeney, January 2023: rated "
    "medium 'because each of the offences, his behaviours in prison, and his criminal history, had been reviewed in "
    "isolation'"
)
HMIP_2023_CUSTODY = (
    "HM Inspectorate of Probation, independent SFO review, January 2023: 'persistent poor behaviour in custody was seen in "
    "isolation and risk management in the community was not given sufficient consideration'"
)
HMIP_2023_ORDER = (
    "HM Inspectorate of Probation, independent SFO review, January 2023: 'When a restraining order (RO) was imposed in 2021, "
    "the PDU were not sufficiently aware which was another missed opportunity to reassess the risk posed'"
)
HMIP_2023_GROUPS = (
    "HM Inspectorate of Probation, independent SFO review, January 2023: 'specifically in respect of other prisoners, staff, "
    "known adults and the public'"
)
HMIP_2023_SHARING = (
    "HM Inspectorate of Probation, independent SFO review, January 2023, recommendations 3 and 6: all known information on "
    "behaviour in prison or the community is to be available to practitioners and properly analysed"
)
HMIP_2023_ACQUITTAL = (
    "HM Inspectorate of Probation, independent SFO review, January 2023, recommendation 4: record and analyse where a person "
    "is acquitted and 'information remains relevant to inform risk of harm assessment'"
)
HMIP_ANNUAL = (
    "HM Inspectorate of Probation annual report: 'A focus solely on the most recent conviction means that past evidence of "
    "risk such as violence against previous partners or evidence of weapon use or gang membership is being missed'"
)
HMIP_DA_2023 = (
    "HM Inspectorate of Probation, domestic abuse thematic inspection, 2023: 28% (17 of 60) of sampled assessments analysed "
    "domestic abuse sufficiently"
)
HMIP_QUESTIONS = "HM Inspectorate of Probation, case inspection questions C1 a to c (with CARaG V1.1, 20 October 2025)"
SONNEX_2009 = "House of Commons debate on the Sonnex reviews, Hansard, 8 June 2009"
HOOLICKIN_2019 = (
    "Inquest into the death of Michael Hoolickin, August 2019: arrests, failed drug tests and a suspected knife before the "
    "murder"
)
DELIUS_REGISTERS = (
    "nDelius register types and review periods, ministryofjustice/hmpps-manage-supervisions, riskReferenceData: weapons "
    "register is for people 'known to use/carry weapons'; for domestic abuse a 'conviction [is] not necessary'"
)
ALERT_CODES = (
    "Prison alert reference data, production as of 20 February 2024, ministryofjustice/hmpps-alerts-api: there is no alert "
    "for weapons and none for a restraining order, so the prison record alone does not show them"
)
ROSH_LEVELS = (
    "RoSH level definitions, ministryofjustice/hmpps-interventions-ui, roshPanelPresenter.ts: medium is 'unlikely to do so "
    "unless there is a change in circumstances'; high 'could happen at any time and the impact would be serious'"
)
ROSH_CHANGES = (
    "Northumbria Probation, Managing and assessing risk: changes of circumstances are 'such as loss of accommodation, the "
    "breakdown of a relationship or drug or alcohol misuse'"
)
ROSH_CUSTODY = (
    "RoSH summary guidance text, ministryofjustice/hmpps-accredited-programmes-ui, RisksAndAlerts.ts: rate the risk in the "
    "community as if release were imminent, and the risk 'whilst in a custodial setting'"
)
ADJUDICATION_STATUSES = (
    "Adjudication statuses, ministryofjustice/hmpps-manage-adjudications-api: dismissed, quashed and not proceeded are not "
    "proved"
)
INCIDENT_ROLES = (
    "Incident roles, ministryofjustice/hmpps-incident-reporting-api, and the precedent of counting assaults over twelve "
    "months in offender-risk-profiler, ViolenceDecisionTreeService.kt"
)
PREDICTOR_OFFENCES = (
    "Previous-conviction list of the OASys predictors, ministryofjustice/hmpps-arns-risk-actuarial-api: homicide, wounding, "
    "kidnapping, firearms, robbery, aggravated burglary, weapon, criminal damage, arson"
)
NON_CONVICTION = (
    "London Safeguarding Children Procedures, risk management of known offenders: unconnected allegations and repeated "
    "acquittals may be relevant, to be used with 'considerable care'"
)
BBC_INQUEST_2024 = (
    "BBC News reports of the McSweeney inquest, June 2024: prison records were not shared, and a referral of 10 June 2022 "
    "said high risk while recording medium risk to the public"
)
