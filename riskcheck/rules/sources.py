"""The published sources that rules cite, named once each."""

HMIP_2023 = (
    "HM Inspectorate of Probation, statement of the Chief Inspector on the independent serious further offence review of "
    "Jordan McSweeney, January 2023: rated medium 'because each of the offences, his behaviours in prison, and his criminal "
    "history, had been reviewed in isolation'"
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
WEAPONS_ONLY_IN_TEXT = (
    "Record models of ministryofjustice/hmpps-manage-adjudications-api, hmpps-incident-reporting-api and hmpps-alerts-api: no "
    "field names a weapon in a prison charge, a report or an alert; the statement, the evidence and the comment are free text"
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
HMIP_2023_RECALL = (
    "HM Inspectorate of Probation, independent SFO review, January 2023, recommendation 7: all recall decisions are to be "
    "'signed off and submitted by Senior Probation Officers within the 24-hour target period'"
)
PSI_RECALL = "PSI 17/2013, recall of offenders: reports 'within 24 hours of the offender manager's decision'"
HMIP_2023_RETURN = (
    "HM Inspectorate of Probation, independent SFO review, January 2023, recommendation 8: the time from revocation to being "
    "received into prison is to be monitored; 'the median time between licence revocation and a return to prison custody is "
    "three days'"
)
HMIP_2023_ENFORCEMENT = (
    "HM Inspectorate of Probation, independent SFO review, January 2023: 'delayed decision-making by probation staff and "
    "ineffective management oversight resulted in non-compliance continuing without relevant action being taken'"
)
HMIP_2023_CONSULTATION = (
    "HM Inspectorate of Probation, independent SFO review, January 2023: 'relevant senior leader consultations did not take "
    "place'; risk factors were emerging, 'such as significant use of alcohol'"
)
HMIP_2023_CONDITIONS = (
    "HM Inspectorate of Probation, independent SFO review, January 2023, recommendation 9: ensure the EPF2 tool is used when "
    "determining licence conditions"
)
HMIP_2023_PRE_RELEASE = (
    "HM Inspectorate of Probation, independent SFO review, January 2023: 'given the delay in allocation, a pre-release "
    "assessment was not completed prior to release. This was a missed opportunity to review all the available information'"
)
HMIP_2023_ALLOCATION = (
    "HM Inspectorate of Probation, independent SFO review, January 2023, recommendation 5: ensure 'timely and accurate "
    "allocation of each case to probation practitioners in the community'"
)
HMIP_2023_SCORE_ONLY = (
    "HM Inspectorate of Probation, independent SFO review, January 2023, section 14: an 'RSR only' OASys 'does not require a "
    "full review', and 'the process led to inaccurate information being contained within assessments'"
)
HMIP_2023_COPIED = (
    "HM Inspectorate of Probation, independent SFO review, January 2023, section 14: the court assessment 'pulled through "
    "information from historic assessments that required updating' and 'the offence analysis did not relate to the index "
    "offences'"
)
HMIP_2023_CURIOSITY = (
    "HM Inspectorate of Probation, independent SFO review, January 2023: a relationship, a stepchild and deteriorating family "
    "dynamics were on record; 'While information was recorded, there was little evidence of this being explored'"
)
DOWNGRADING_2019 = (
    "Financial Times on Working Links, February 2019: staff reported downgrading the risk profile of clients to reduce the "
    "frequency of contact expected"
)
DA_ENQUIRIES = (
    "HM Inspectorate of Probation annual report, 2022/23: police domestic abuse checks were made in 49% of the cases where "
    "they were needed, children's services checks in 55%"
)
GROUP_REGISTERS = (
    "nDelius group registers RCHD, REG15, REG16, REG17 and AV2S, ministryofjustice/hmpps-probation-integration-services, "
    "assessment-summary-and-delius: the level is the worst of community and custody, copied from OASys, and the register "
    "ends when the level is low"
)
ONE_ROSH_REGISTER = (
    "ministryofjustice/hmpps-tier, DeliusApiService.kt: of several open RoSH registrations the newest is taken and the others "
    "are passed over, so an older high beside a newer medium reads as medium"
)
ALERT_LEVELS = (
    "Prison alerts ROM, ROH and ROV (OASys Serious Harm-Medium, -High, -Very High), ministryofjustice/hmpps-alerts-api, "
    "V3__reference_data.sql"
)
OVERALL_LEVEL = (
    "Overall level, ministryofjustice/hmpps-assess-risks-and-needs, RoshRiskSummaryDto.kt: computed as the worst of the "
    "ratings in the community and in custody"
)
BANDS = (
    "Predictor bands by version, ministryofjustice/hmpps-arns-risk-actuarial-api and make-recall-decision-ui "
    "(transformRisk.ts): a score of 3.5 is medium as RSR and high as CSRP"
)
TOOL_AND_JUDGEMENT = (
    "HMPPS Risk of Serious Harm guidance 2020: assessors use 'the actuarial tools ... alongside their own professional "
    "judgement, in order to make defensible decisions'; California Office of the Inspector General, June 2010 (Gardner): a "
    "score and a clinician disagreed and the score alone was followed"
)
CODE_LISTS = (
    "Code lists of nDelius registers (hmpps-manage-supervisions), prison alerts (hmpps-alerts-api), adjudication offences "
    "(hmpps-manage-adjudications) and Home Office offence codes (hmpps-arns-risk-actuarial-api), all ministryofjustice"
)
CODES_DRIFT = (
    "ministryofjustice/hmpps-probation-integration-services and hmpps-tier spell the very high RoSH register differently (RVRH "
    "and RVHR), so one of them misses it; hmpps-alerts-api lists withdrawn alert codes with their dates"
)
STRUCTURED_ANSWERS = (
    "Structured OASys answers, ministryofjustice/hmpps-arns-risk-actuarial-api, RiskScoreRequest.kt: did an offence involve a "
    "weapon, violence or arson; domestic abuse; has the person assaulted or threatened staff"
)
MAPPA_NOTE = (
    "nDelius MAPPA note in ministryofjustice/make-recall-decision-api: 'Category 3 offenders require multi-agency management "
    "at Level 2 or 3 and should not be recorded at Level 1'"
)
MAPPA_CODES = (
    "MAPPA categories and levels in nDelius (MAPP: M1 to M4, level M0 and category X9 still to be determined), "
    "ministryofjustice/make-recall-decision-api, and prison alerts 'Level TBC 6m pre-release' in hmpps-alerts-api"
)
MAPPA_SCREENING = (
    "nDelius reference data MAPP (hmpps-manage-supervisions, riskReferenceData): category 1 registered sexual offenders, "
    "category 2 violent offenders with twelve months or more; NOTMAPPA records that a person is not eligible"
)
CAMPBELL_2019 = (
    "Inquest and reviews on Leroy Campbell, reported 2019: about six weeks before the murder he told probation and police that "
    "he was noticing open windows, as before his earlier offence, and no recall followed"
)
SCOTT_2021 = (
    "Inquest into the death of Janet Scott, February 2021: stalking 'mirrored' the earlier murder and reports by others were "
    "not acted on"
)
WHITE_ENFORCEMENT = (
    "Press reports on the case of Elliot White (The Independent): at least ten drug treatment sessions were missed and no "
    "breach followed"
)
CHILD_GROUPS = (
    "nDelius registers linked to OASys (riskReferenceData): 'Risk to Children' when assessed as medium or above in OASys "
    "R10.6; child concerns and child protection; HM Inspectorate of Probation case question C1 c"
)
REVIEW_TRIGGERS = (
    "nDelius register 'Required Risk Review' (RRR, one month), ministryofjustice/hmpps-manage-supervisions, riskReferenceData"
)
LICENCE_CONTACT = (
    "Licence condition category 'Contact Restrictions' ('You must not contact the victim'), ministryofjustice/"
    "hmpps-integration-api, licences/conditions"
)
ACTUARIAL = (
    "Published formulas of the actuarial predictors: ministryofjustice/hmpps-arns-risk-actuarial-api at commit 016919c "
    "(4 August 2026), ministryofjustice/oasys-cypress-test at 884260a, ministryofjustice/rsr-calculator at 4519bbb"
)
STATIC_AND_DYNAMIC = (
    "ministryofjustice/hmpps-arns-risk-actuarial-api, validators: where only dynamic answers are missing the static score is "
    "given, with a note that says so"
)
ANSWERS_DRIVE_SCORES = (
    "ministryofjustice/hmpps-arns-risk-actuarial-api, SeriousViolentReoffendingPredictorConstant.kt: carrying or using a "
    "weapon (2.2) and earlier offences (R1.2) each have a weight of their own; custody behaviour and protective orders have "
    "none"
)
